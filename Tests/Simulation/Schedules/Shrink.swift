extension Schedule {
  /// The smallest schedule that still fails: lives and incidents are dropped as long as it does.
  package func shrunk(_ fails: (Schedule) -> Bool) -> Schedule {
    var smallest = self
    var hasShrunk = true
    while hasShrunk {
      hasShrunk = false
      for candidate in smallest.smaller where fails(candidate) {
        smallest = candidate
        hasShrunk = true
        break
      }
    }
    return smallest
  }

  /// All that lack one thing.
  private var smaller: [Schedule] {
    var all: [Schedule] = []
    func add(_ change: (inout Schedule) -> Void) {
      var one = self
      change(&one)
      if one != self { all.append(one) }
    }
    for life in lives.indices {
      add { $0.lives.remove(at: life) }
      for incident in lives[life].incidents.indices {
        add { $0.lives[life].incidents.remove(at: incident) }
        add { $0.lives[life].incidents[incident].times = 1 }
      }
      add { $0.lives[life].ending = .undisturbed }
    }
    add { $0.reads = .zero }
    add { $0.use = .zero }
    add { $0.flaps = false }
    return all
  }
}
