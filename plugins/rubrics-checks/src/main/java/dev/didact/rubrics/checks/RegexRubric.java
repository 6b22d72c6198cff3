package dev.didact.rubrics.checks;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.Fault;
import dev.didact.api.Rubric;
import dev.didact.api.Step;
import dev.didact.api.config.Default;
import dev.didact.api.config.Example;
import dev.didact.api.config.Min;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Span;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// The check `regex`: a pattern must, or must not, match somewhere in the response.
///
/// A pattern that backtracks without end does not hang the run: matching stops after a number of steps that depends on
/// the response alone, and the sample is ungraded, on every machine alike.
@Contributes(
        id = "regex",
        title = "Regular expression",
        description =
                "Yes if the pattern of Java's syntax matches somewhere in the response; ^ and $ tie it to the ends.")
public final class RegexRubric implements Rubric<RegexRubric.Config> {
    private static final Criterion REGEX = OfResponse.yesNo("regex", "Does the pattern match as it should?");

    /// Made by the host.
    public RegexRubric() {}

    /// What the check takes.
    ///
    /// @param pattern a regular expression in Java's syntax; `(?i)` at its start ignores case
    /// @param absent whether it must not match
    public record Config(
            @Min(1) @Example("'[.!?]$'") String pattern,
            @Default("false") boolean absent) {
        public Config {
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "pattern '" + pattern + "' is no regular expression: " + e.getDescription() + " near character "
                                + Math.max(e.getIndex(), 0),
                        e);
            }
        }
    }

    @Override
    public List<Criterion> criteria(Config config) {
        return List.of(REGEX);
    }

    @Override
    public Grader open(Config config, Context context) {
        Pattern pattern = Pattern.compile(config.pattern());
        return subject -> Step.done(Map.of(
                REGEX.id(), check(pattern, config.absent(), subject.sample().response())));
    }

    private static CriterionResult check(Pattern pattern, boolean absent, String response) {
        Matcher matcher = pattern.matcher(new MeteredText(response));
        boolean found;
        try {
            found = matcher.find();
        } catch (MeteredText.Exhausted | StackOverflowError _) {
            return Ungraded.of(
                    Fault.Kind.TIMEOUT,
                    "pattern '" + pattern + "' is too much work on a response of " + response.length()
                            + " characters; write it without repetition inside of repetition");
        }
        Evidence evidence = found
                ? matched(
                        response,
                        matcher,
                        "'" + pattern + "' matches here, " + (absent ? "and must not" : "as it must"))
                : Evidence.because("'" + pattern + "' matches nowhere, " + (absent ? "as it must not" : "and must"));
        return REGEX.answer(found != absent, List.of(evidence));
    }

    /// A match of no characters has no words to quote.
    private static Evidence matched(String response, Matcher matcher, String rationale) {
        return matcher.start() == matcher.end()
                ? Evidence.because(rationale + ", at character " + matcher.start() + " and without any")
                : Evidence.quote(Span.response(response, matcher.start(), matcher.end()), rationale);
    }
}
