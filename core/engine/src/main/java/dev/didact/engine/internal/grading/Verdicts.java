package dev.didact.engine.internal.grading;

import dev.didact.api.grading.Verdict;
import dev.didact.api.grading.Verdict.Accepted;
import dev.didact.api.grading.Verdict.Quarantined;
import dev.didact.api.grading.Verdict.Rejected;
import java.util.List;

/// One verdict of several.
public final class Verdicts {
    private Verdicts() {}

    /// Accepted if all accept; else the first rejection in the order of the recipe; else quarantined. Nobody's verdict
    /// accepts.
    public static Verdict combine(List<Verdict> verdicts) {
        Verdict combined = new Accepted();
        for (Verdict verdict : verdicts) {
            switch (verdict) {
                case Rejected rejected -> {
                    return rejected;
                }
                case Quarantined quarantined -> {
                    if (combined instanceof Accepted) {
                        combined = quarantined;
                    }
                }
                case Accepted _ -> {}
            }
        }
        return combined;
    }
}
