package dev.didact.rubrics.checks;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.Rubric;
import dev.didact.api.Step;
import dev.didact.api.config.Default;
import dev.didact.api.config.Example;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// The check `contains`: some texts must stand in the response, and others must not.
@Contributes(
        id = "contains",
        title = "Texts that must or must not occur",
        description = "Yes if the response contains every text of all-of and no text of none-of.")
public final class ContainsRubric implements Rubric<ContainsRubric.Config> {
    private static final Criterion CONTAINS =
            OfResponse.yesNo("contains", "Are the wanted texts there, and no unwanted ones?");

    /// Made by the host.
    public ContainsRubric() {}

    /// What the check takes; at least one text.
    ///
    /// @param allOf texts that must occur
    /// @param noneOf texts that must not occur
    /// @param ignoreCase whether `Salt` and `salt` are the same
    public record Config(
            @Default("[]") @Example("[because]") List<String> allOf,
            @Default("[]") List<String> noneOf,
            @Default("false") boolean ignoreCase) {
        public Config {
            allOf = List.copyOf(allOf);
            noneOf = List.copyOf(noneOf);
            if (allOf.isEmpty() && noneOf.isEmpty()) {
                throw new IllegalArgumentException("'contains' needs at least one text in all-of or none-of");
            }
            if (allOf.contains("") || noneOf.contains("")) {
                throw new IllegalArgumentException("an empty text is contained in every response; remove it");
            }
        }
    }

    @Override
    public List<Criterion> criteria(Config config) {
        return List.of(CONTAINS);
    }

    @Override
    public Grader open(Config config, Context context) {
        return subject ->
                Step.done(Map.of(CONTAINS.id(), check(config, subject.sample().response())));
    }

    private static CriterionResult check(Config config, String response) {
        var evidence = new ArrayList<Evidence>();
        boolean yes = true;
        for (String text : config.allOf()) {
            OptionalInt at = find(response, text, config.ignoreCase());
            yes &= at.isPresent();
            evidence.add(
                    at.isPresent()
                            ? quote(response, at.getAsInt(), text, "contains '" + text + "', as it must")
                            : Evidence.because("'" + text + "' must occur and does not"));
        }
        for (String text : config.noneOf()) {
            OptionalInt at = find(response, text, config.ignoreCase());
            yes &= at.isEmpty();
            evidence.add(
                    at.isPresent()
                            ? quote(response, at.getAsInt(), text, "contains '" + text + "', which must not occur")
                            : Evidence.because("'" + text + "' does not occur, as it must not"));
        }
        return CONTAINS.answer(yes, evidence);
    }

    private static Evidence quote(String response, int at, String text, String rationale) {
        return Evidence.quote(Span.response(response, at, at + text.length()), rationale);
    }

    private static OptionalInt find(String response, String text, boolean ignoreCase) {
        for (int i = 0; i <= response.length() - text.length(); i++) {
            if (response.regionMatches(ignoreCase, i, text, 0, text.length())) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
