/// What is known about access to models before anything is made. Advice, never a gate.
enum ModelAdvice {
  static func notices(_ moment: Moment) -> [Notice] {
    var notices: [Notice] = []
    if let region = moment.region, !BedrockRegion.all.contains(where: { $0.id == region }) {
      notices.append(
        Notice(.warning, "\(region) is not among the regions where Bedrock is known to be")
      )
    }
    guard let catalogue = moment.survey.catalogue.value, catalogue.region == moment.region else {
      return notices
    }
    if catalogue.offersNothing {
      notices.append(Notice(.bad, "Bedrock offers no models in \(catalogue.region)"))
    }
    let page = BedrockConsole.modelAccess(region: catalogue.region).map { ": \($0)" } ?? ""
    if catalogue.useCaseFormSent == false, catalogue.models.contains(where: \.isAnthropic) {
      let form = BedrockConsole.useCaseForm(region: catalogue.region).map { ": \($0)" } ?? ""
      notices.append(
        Notice(
          .warning,
          "Anthropic's models need a use-case form, once per account. Open any of them in the "
            + "Bedrock console\(form)"
        )
      )
    }
    let waiting = catalogue.models.filter { model in
      catalogue.access[model.id].map { !$0.isAgreed } ?? false
    }
    if !waiting.isEmpty {
      var names = waiting.prefix(3).map(\.name)
      if waiting.count > 3 { names.append("\(waiting.count - 3) more") }
      let last = names.count > 1 ? " and \(names.removeLast())" : ""
      let verb = waiting.count == 1 ? "needs" : "need"
      notices.append(
        Notice(
          .warning,
          "\(names.joined(separator: ", "))\(last) still \(verb) access in the Bedrock "
            + "console, which can be given later and holds nothing up\(page)"
        )
      )
    }
    return notices + catalogue.gaps.map { Notice(.info, $0) }
  }
}

extension FoundationModel {
  var isAnthropic: Bool { id.hasPrefix("anthropic.") }
}

extension ModelAccess {
  var isAgreed: Bool { agreement == "AVAILABLE" }

  /// All four fields are positive. That is necessary for a call to work, not sufficient.
  var isPositive: Bool {
    isAgreed && authorization == "AUTHORIZED" && entitlement == "AVAILABLE"
      && region == "AVAILABLE"
  }
}
