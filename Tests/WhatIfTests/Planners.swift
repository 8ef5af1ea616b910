// SPDX-License-Identifier: GPL-3.0-or-later

import CheckedPlanning
import GLPKBackend

/// The planner of these tests.
let planner = CheckedPlanner(solver: GLPKSolver())
