import ArgumentParser

@main
struct VertesiaBedrock: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "vertesia-bedrock")
}
