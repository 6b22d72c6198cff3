package dev.didact.rubrics.checks;

import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.Scale;
import java.util.Set;

/// Questions about a response alone: no prompt, source or reference is needed to answer them.
final class OfResponse {
    private OfResponse() {}

    /// A question that is answered with no or yes.
    static Criterion yesNo(String id, String title) {
        return new Criterion(id, title, Scale.yesNo(), Set.of("response"), Set.of());
    }
}
