extension IAMClient {
  /// Registers an issuer and answers with the provider's ARN; IAM reads the certificate's
  /// thumbprint itself.
  ///
  /// `url` begins `https://` and equals the tokens' `iss` byte for byte; `clientIDs` are the
  /// audiences; the tags are set in the same call.
  public func createOpenIDConnectProvider(
    url: String,
    clientIDs: [String],
    tags: [AWSTag] = []
  ) async throws(AWSError) -> String {
    var form = Self.form("CreateOpenIDConnectProvider")
    form.set("Url", url)
    form.set("ClientIDList", list: clientIDs)
    form.set("Tags", tags: tags)
    return try await change(form) { result throws(WireError) in
      try result.required("OpenIDConnectProviderArn")
    }
  }

  public func getOpenIDConnectProvider(
    arn: String
  ) async throws(AWSError) -> OpenIDConnectProvider {
    var form = Self.form("GetOpenIDConnectProvider")
    form.set("OpenIDConnectProviderArn", arn)
    return try await read(form) { result throws(WireError) in
      try OpenIDConnectProvider(result)
    }
  }

  /// Adds an audience; adding one that is there changes nothing.
  public func addClientID(_ clientID: String, toProvider arn: String) async throws(AWSError) {
    var form = Self.form("AddClientIDToOpenIDConnectProvider")
    form.set("OpenIDConnectProviderArn", arn)
    form.set("ClientID", clientID)
    try await change(form)
  }

  public func removeClientID(_ clientID: String, fromProvider arn: String) async throws(AWSError) {
    var form = Self.form("RemoveClientIDFromOpenIDConnectProvider")
    form.set("OpenIDConnectProviderArn", arn)
    form.set("ClientID", clientID)
    try await change(form)
  }

  /// Deletes a provider; deleting one that is gone succeeds. Roles that trust it stay and no longer
  /// work.
  public func deleteOpenIDConnectProvider(arn: String) async throws(AWSError) {
    var form = Self.form("DeleteOpenIDConnectProvider")
    form.set("OpenIDConnectProviderArn", arn)
    try await change(form)
  }
}
