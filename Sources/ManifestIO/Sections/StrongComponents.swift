// SPDX-License-Identifier: GPL-3.0-or-later

/// Strongly connected components of a directed graph given by its lists of successors.
enum StrongComponents {
  /// The components that contain a cycle, each in ascending order, ordered by their least node.
  ///
  /// R. Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1
  /// (1972), https://doi.org/10.1137/0201010, with an explicit stack: a chain may be long.
  static func cyclic(_ successors: [[Int]]) -> [[Int]] {
    var search = Search(nodes: successors.count)
    for root in successors.indices where search.order[root] == nil {
      search.visit(root, successors)
    }
    return search.components.filter { component in
      component.count > 1 || successors[component[0]].contains(component[0])
    }.sorted { $0[0] < $1[0] }
  }

  /// A shortest way from a node back to itself inside its component: first and last are the node.
  static func shortestCycle(from start: Int, in component: [Int], _ successors: [[Int]]) -> [Int] {
    let members = Set(component)
    var previous = [Int: Int]()
    var queue = [start]
    var next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      for successor in successors[node] where members.contains(successor) {
        if successor == start {
          var path = [start, node]
          while let node = path.last, node != start, let before = previous[node] {
            path.append(before)
          }
          return path.reversed()
        }
        guard previous[successor] == nil else { continue }
        previous[successor] = node
        queue.append(successor)
      }
    }
    return []
  }

  /// The state of Tarjan's search.
  private struct Search {
    var order: [Int?]
    var components: [[Int]] = []
    private var low: [Int]
    private var isOpen: [Bool]
    private var open: [Int] = []
    private var count = 0

    init(nodes: Int) {
      order = Array(repeating: nil, count: nodes)
      low = Array(repeating: 0, count: nodes)
      isOpen = Array(repeating: false, count: nodes)
    }

    mutating func visit(_ root: Int, _ successors: [[Int]]) {
      var path = [(node: root, next: 0)]
      enter(root)
      while let (node, next) = path.last {
        if next < successors[node].count {
          path[path.count - 1].next += 1
          let successor = successors[node][next]
          if order[successor] == nil {
            enter(successor)
            path.append((successor, 0))
          } else if isOpen[successor], let seen = order[successor] {
            low[node] = min(low[node], seen)
          }
        } else {
          path.removeLast()
          if let parent = path.last?.node { low[parent] = min(low[parent], low[node]) }
          if low[node] == order[node] { close(node) }
        }
      }
    }

    private mutating func enter(_ node: Int) {
      order[node] = count
      low[node] = count
      count += 1
      open.append(node)
      isOpen[node] = true
    }

    private mutating func close(_ root: Int) {
      var component = [Int]()
      while let node = open.popLast() {
        isOpen[node] = false
        component.append(node)
        if node == root { break }
      }
      components.append(component.sorted())
    }
  }
}
