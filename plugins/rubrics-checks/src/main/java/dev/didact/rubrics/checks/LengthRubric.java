package dev.didact.rubrics.checks;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.Rubric;
import dev.didact.api.Step;
import dev.didact.api.config.Example;
import dev.didact.api.config.Min;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The check `length`: how many words or characters a response may have.
///
/// A word is a run of letters, digits and underscores, also with `'`, `’` or `-` between them. A character is a Unicode
/// code point.
@Contributes(
        id = "length",
        title = "Number of words or characters",
        description = "Yes if the response is neither too short nor too long.")
public final class LengthRubric implements Rubric<LengthRubric.Config> {
    private static final Criterion LENGTH = OfResponse.yesNo("length", "Is it neither too short nor too long?");

    /// Made by the host.
    public LengthRubric() {}

    /// What the check takes; at least one bound, each of them itself allowed.
    ///
    /// @param minWords the fewest words
    /// @param maxWords the most words
    /// @param minCharacters the fewest characters
    /// @param maxCharacters the most characters
    public record Config(
            @Min(0) Optional<Integer> minWords,
            @Min(0) @Example("200") Optional<Integer> maxWords,
            @Min(0) Optional<Integer> minCharacters,
            @Min(0) Optional<Integer> maxCharacters) {
        public Config {
            if (minWords.isEmpty() && maxWords.isEmpty() && minCharacters.isEmpty() && maxCharacters.isEmpty()) {
                throw new IllegalArgumentException(
                        "'length' needs at least one of min-words, max-words, min-characters, max-characters");
            }
            inOrder("words", minWords, maxWords);
            inOrder("characters", minCharacters, maxCharacters);
        }

        private static void inOrder(String unit, Optional<Integer> least, Optional<Integer> most) {
            if (least.isPresent() && most.isPresent() && least.get() > most.get()) {
                throw new IllegalArgumentException("min-" + unit + " must not be above max-" + unit + " but they are "
                        + least.get() + " and " + most.get());
            }
        }
    }

    @Override
    public List<Criterion> criteria(Config config) {
        return List.of(LENGTH);
    }

    @Override
    public Grader open(Config config, Context context) {
        return subject ->
                Step.done(Map.of(LENGTH.id(), check(config, subject.sample().response())));
    }

    private static CriterionResult check(Config config, String response) {
        List<Span> words = Words.of(response);
        var evidence = new ArrayList<Evidence>();
        boolean yes = measure("words", words.size(), config.minWords(), config.maxWords(), evidence);
        config.maxWords()
                .filter(most -> words.size() > most)
                .ifPresent(most -> evidence.add(Evidence.quote(words.get(most), "the first word too many")));
        int characters = response.codePointCount(0, response.length());
        yes &= measure("characters", characters, config.minCharacters(), config.maxCharacters(), evidence);
        config.maxCharacters().filter(most -> characters > most).ifPresent(most -> {
            int start = response.offsetByCodePoints(0, most);
            int end = response.offsetByCodePoints(start, 1);
            evidence.add(Evidence.quote(Span.response(response, start, end), "the first character too many"));
        });
        return LENGTH.answer(yes, evidence);
    }

    private static boolean measure(
            String unit, int count, Optional<Integer> least, Optional<Integer> most, List<Evidence> evidence) {
        if (least.isEmpty() && most.isEmpty()) {
            return true;
        }
        String bounds = least.map(bound -> ", at least " + bound).orElse("")
                + most.map(bound -> ", at most " + bound).orElse("");
        evidence.add(Evidence.because(count + " " + unit + bounds));
        return least.map(bound -> count >= bound).orElse(true)
                && most.map(bound -> count <= bound).orElse(true);
    }
}
