import Federation
package import Screen

/// Draws the model. Total: any model at any size gives a frame of exactly that size.
package func view(_ model: Model, size: Size) -> Frame {
  var frame = Frame(size: size, glyphs: model.glyphs)
  frame.entitle(model.windowTitle)
  if Layout.isTooSmall(size) {
    frame.drawTooSmall(model)
    return frame
  }
  if model.overlay == .alone {
    frame.drawAlone(model)
    return frame
  }
  let layout = Layout(
    size: size,
    hasRail: model.hasRail,
    hasActivity: model.showsActivity,
    isFull: model.isFull
  )
  layout.drawRules(on: &frame)
  frame.drawHeader(model, in: layout.header)
  if let rail = layout.rail { frame.drawRail(model, in: rail) }
  if let activity = layout.activity { frame.drawActivity(model, in: activity) }
  frame.drawFooter(model, in: layout.footer)
  frame.drawStatus(model, in: layout.status)
  if let overlay = model.overlay, overlay.isReader {
    frame.drawReader(overlay, of: model, in: layout.pane)
  } else {
    frame.draw(model.page(width: layout.pane.columns), in: layout.pane)
  }
  return frame
}

extension Model {
  /// The widest things (the plan, the ARN, the table) get the rail's room on a small screen.
  var hasRail: Bool {
    if let overlay, overlay.isReader, overlay != .help { return false }
    return switch place {
    case .home, .opening, .setup, .plan, .result, .models, .question(.setupName): false
    case .fault: !hasWidePage
    case .person(let step): !isWide(requestPath(for: step))
    case .hand(let step): !isWide(hands[step]?.document)
    default: true
    }
  }

  /// How wide a line may be that must not be broken.
  var room: Int { Layout(size: size, hasRail: hasRail, isFull: isFull).room }

  /// Commands begin at the left edge at any size, and pages to open may need all of a line.
  var isFull: Bool {
    switch overlay {
    case .command, .change, .trial: true
    case .details: [.plan, .fault, .result, .models].contains(covered.place)
    case .help, .log, .evidence, .alone, .leave, .discard, nil: false
    }
  }

  /// Calls are shown while something acts, and where one has failed.
  var showsActivity: Bool {
    guard overlay != .log else { return false }
    switch place {
    case .acting, .conflict: return true
    case .fault: return !run.calls.isEmpty
    default: return false
    }
  }

  func page(width: Int) -> Page {
    if overlay == .leave { return leavePage(width: width) }
    switch place {
    case .home: return homePage(width: width)
    case .opening: return openingPage(width: width)
    case .setup: return setupPage(width: width)
    case .question: return questionPage(width: width)
    case .rules: return rulesPage(width: width)
    case .plan: return planPage(width: width)
    case .acting: return actingPage(width: width)
    case .person(let step): return personPage(step, width: width)
    case .conflict(let step): return conflictPage(step, width: width)
    case .hand(let step): return handPage(step, width: width)
    case .fault: return faultPage(width: width)
    case .result: return resultPage(width: width)
    case .models: return modelsPage(width: width)
    }
  }
}
