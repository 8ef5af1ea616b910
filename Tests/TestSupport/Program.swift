// SPDX-License-Identifier: GPL-3.0-or-later

public import Foundation

/// Other programs, run by tests.
public enum Program {
  /// Python 3, where there is one.
  public static let python = find("python3")
  /// LibreOffice, where there is one.
  public static let spreadsheet = find("soffice")

  /// What came of a run.
  public struct Run: Sendable {
    /// The exit code; 128 plus the signal where one ended it.
    public var status: Int32
    /// What it wrote to standard output.
    public var output: String
    /// What it wrote to standard error.
    public var errors: String
  }

  /// The path of a program on the search path.
  public static func find(_ name: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  /// Runs a program to its end.
  ///
  /// `whenStarted` is called with the process once it runs. Environment entries of nil are removed.
  public static func run(
    _ path: String, _ arguments: [String], input: String? = nil,
    environment changes: [String: String?] = [:], whenStarted: ((Process) -> Void)? = nil
  ) throws -> Run {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment
    for (name, value) in changes { environment[name] = value }
    process.environment = environment
    // Through files: a pipe that nobody empties would stop a program that writes much.
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("perilune-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func file(_ name: String, _ text: String = "") throws -> FileHandle {
      let url = folder.appendingPathComponent(name)
      try Data(text.utf8).write(to: url)
      return try FileHandle(forUpdating: url)
    }
    process.standardInput = try file("input", input ?? "")
    process.standardOutput = try file("output")
    process.standardError = try file("errors")
    try process.run()
    whenStarted?(process)
    process.waitUntilExit()
    func text(_ name: String) throws -> String {
      try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }
    let isSignal = process.terminationReason == .uncaughtSignal
    return Run(
      status: process.terminationStatus + (isSignal ? 128 : 0), output: try text("output"),
      errors: try text("errors"))
  }
}

/// A file with a text, in a folder of its own that goes with it.
public final class TemporaryFile: Sendable {
  /// The folder.
  public let folder: URL
  /// The path of the file.
  public let path: String

  /// Writes a text to a new file.
  public init(_ text: String, ending: String) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("perilune-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let url = folder.appendingPathComponent("file.\(ending)")
    try Data(text.utf8).write(to: url)
    path = url.path
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }
}
