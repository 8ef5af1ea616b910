// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later
import PackageDescription

// Arrows point one way. The domain (CampaignModel) knows nothing of files, solvers or output; the
// MILP layer knows nothing of rockets; GLPKBackend is the only Swift module that reaches GLPK.

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "perilune",
  platforms: [.macOS(.v15)],
  products: [
    .library(
      name: "PeriluneKit",
      targets: [
        "PeriluneKit", "CampaignModel", "Checking", "ManifestIO", "Planning", "CheckedPlanning",
        "WhatIf", "Simulation", "Exports", "MILP", "GLPKBackend",
      ]),
    .executable(name: "perilune", targets: ["PeriluneCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    // The solver side.
    .target(
      name: "CGLPK",
      cSettings: [.treatAllWarnings(as: .error)],
      linkerSettings: [.linkedLibrary("glpk")]),
    .target(name: "MILP", swiftSettings: strict),
    .target(name: "GLPKBackend", dependencies: ["MILP", "CGLPK"], swiftSettings: strict),

    // The mission side.
    .target(name: "CampaignModel", swiftSettings: strict),
    .target(name: "Checking", dependencies: ["CampaignModel"], swiftSettings: strict),
    .target(name: "ManifestIO", dependencies: ["CampaignModel", "Yams"], swiftSettings: strict),
    .target(name: "Simulation", dependencies: ["CampaignModel"], swiftSettings: strict),

    // Where both meet, and what comes out.
    .target(
      name: "Planning", dependencies: ["CampaignModel", "MILP"],
      swiftSettings: strict),
    .target(
      name: "CheckedPlanning", dependencies: ["CampaignModel", "Checking", "MILP", "Planning"],
      swiftSettings: strict),
    .target(
      name: "WhatIf", dependencies: ["CampaignModel", "CheckedPlanning", "Checking", "Planning"],
      swiftSettings: strict),
    .target(
      name: "Exports",
      dependencies: [
        "CampaignModel", "CheckedPlanning", "Checking", "Planning", "Simulation", "WhatIf",
      ],
      swiftSettings: strict),
    .target(
      name: "PeriluneKit",
      dependencies: [
        "CampaignModel", "Checking", "ManifestIO", "Planning", "CheckedPlanning", "WhatIf",
        "Simulation", "Exports", "MILP", "GLPKBackend",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "PeriluneCommand",
      dependencies: [
        "PeriluneKit", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // Times the planner's innermost operations; `make bench-micro` builds and runs it.
    .executableTarget(
      name: "perilune-microbench",
      dependencies: [
        "Planning", "GLPKBackend", "ManifestIO",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Benchmarks/Micro", swiftSettings: strict),

    // Tests: one target a module, and one that supports them.
    .target(
      name: "TestSupport", dependencies: ["CampaignModel", "Checking", "MILP"],
      path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "CampaignModelTests", dependencies: ["CampaignModel", "TestSupport"],
      swiftSettings: strict),
    .testTarget(name: "MILPTests", dependencies: ["MILP", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "GLPKBackendTests", dependencies: ["GLPKBackend", "MILP", "CGLPK", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "CheckingTests", dependencies: ["Checking", "CampaignModel", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ManifestIOTests",
      dependencies: ["ManifestIO", "CampaignModel", "TestSupport", "Yams"],
      exclude: ["Faulty", "Good", "Studies"], swiftSettings: strict),
    .testTarget(
      name: "PlanningTests",
      dependencies: [
        "Planning", "Checking", "CampaignModel", "GLPKBackend", "ManifestIO", "MILP", "TestSupport",
      ],
      exclude: ["Campaigns"], swiftSettings: strict),
    .testTarget(
      name: "WhatIfTests",
      dependencies: [
        "WhatIf", "CheckedPlanning", "Planning", "Checking", "CampaignModel", "GLPKBackend",
        "ManifestIO", "TestSupport",
      ], swiftSettings: strict),
    .testTarget(
      name: "SimulationTests",
      dependencies: [
        "Simulation", "CampaignModel", "Checking", "CheckedPlanning", "GLPKBackend", "ManifestIO",
        "Planning", "TestSupport",
      ], exclude: ["Distributions/Data", "Policies/Stories"], swiftSettings: strict),
    .testTarget(
      name: "ExportsTests",
      dependencies: [
        "Exports", "Planning", "Simulation", "WhatIf", "Checking", "CampaignModel", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: ["PeriluneKit", "PeriluneCommand", "TestSupport"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
