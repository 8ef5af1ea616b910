import Foundation
let debugOn = ProcessInfo.processInfo.environment["PDBG"] != nil
let debugStart = ContinuousClock.now
func dbg(_ text: @autoclosure () -> String) {
  guard debugOn else { return }
  let d = ContinuousClock.now - debugStart
  let s = Double(d.components.seconds) + Double(d.components.attoseconds) * 1e-18
  FileHandle.standardError.write(Data("[\((s*1000).rounded()/1000)] \(text())\n".utf8))
}
