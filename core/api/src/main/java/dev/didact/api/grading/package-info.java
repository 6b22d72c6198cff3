/// Outcomes as types: what a criterion found, what a grade says, what becomes of a sample.
///
/// A failed grader is never a grade. A criterion result is [CriterionResult.Scored], [CriterionResult.Abstained],
/// [CriterionResult.Ungraded] or [CriterionResult.NotApplicable], and a verdict is [Verdict.Accepted],
/// [Verdict.Rejected] or [Verdict.Quarantined]; a `switch` over them has no `default`, so that a new case is an error
/// of compilation everywhere it matters.
@Api(Api.Status.PREVIEW)
@NullMarked
package dev.didact.api.grading;

import dev.didact.api.Api;
import org.jspecify.annotations.NullMarked;
