package dev.didact.engine.internal.grading;

import dev.didact.api.Fault;
import dev.didact.api.data.Passage;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Scale;
import dev.didact.api.grading.Span;
import dev.didact.api.grading.Subject;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Checks what a grader answered before it counts.
public final class Answers {
    /// How many characters a grader may write and quote about one criterion: more than a person reads, and less than a
    /// journal holds.
    private static final int LONGEST = 1_000_000;

    private Answers() {}

    /// The result of a criterion as it counts: what the grader answered if that can stand, else ungraded with the
    /// reason.
    public static CriterionResult checked(Criterion criterion, Subject subject, Map<String, CriterionResult> answers) {
        Optional<CriterionResult> missing = criterion.required().stream()
                .sorted()
                .filter(input -> !present(input, subject))
                .findFirst()
                .map(input -> missing(criterion, input));
        return missing.orElseGet(() -> checked(criterion, subject, answers.get(criterion.id())));
    }

    private static CriterionResult checked(Criterion criterion, Subject subject, @Nullable CriterionResult answer) {
        return switch (answer) {
            case null ->
                Ungraded.of(Fault.Kind.PLUGIN_THREW, "the grader said nothing of criterion '" + criterion.id() + "'");
            case Scored scored ->
                tooLong(scored)
                        .or(() -> onScale(criterion.scale(), scored))
                        .or(() -> scored.evidence().stream()
                                .flatMap(evidence -> misquoted(evidence, subject).stream())
                                .findFirst())
                        .<CriterionResult>map(Ungraded::new)
                        .orElse(scored);
            case CriterionResult.Abstained abstained ->
                tooLong(abstained.reason().length())
                        .<CriterionResult>map(Ungraded::new)
                        .orElse(abstained);
            case Ungraded ungraded -> ungraded;
            case CriterionResult.NotApplicable notApplicable -> mayNotArise(criterion, subject, notApplicable);
        };
    }

    /// A question does not arise where an optional input is absent. A grader that says so of any other question did not
    /// answer it.
    private static CriterionResult mayNotArise(
            Criterion criterion, Subject subject, CriterionResult.NotApplicable answer) {
        return criterion.optional().stream().allMatch(input -> present(input, subject))
                ? Ungraded.of(
                        Fault.Kind.UNPARSEABLE,
                        "the grader says that criterion '" + criterion.id() + "' does not apply (" + answer.why()
                                + "), and no optional input of it is absent")
                : answer;
    }

    private static boolean present(String input, Subject subject) {
        return switch (input) {
            case "prompt", "response" -> true;
            case "reference" -> subject.reference().isPresent();
            case "sources" -> !subject.sources().isEmpty();
            case Criterion.SIBLINGS -> !subject.siblings().isEmpty();
            case Criterion.EARLIER -> subject.earlier().isPresent();
            default -> subject.inputs().containsKey(input);
        };
    }

    private static CriterionResult missing(Criterion criterion, String input) {
        return Ungraded.of(
                input.equals("sources") ? Fault.Kind.NO_SOURCE : Fault.Kind.MISSING_INPUT,
                "criterion '" + criterion.id() + "' needs the input '" + input + "', and there is none");
    }

    private static Optional<Fault> tooLong(Scored scored) {
        return tooLong(scored.evidence().stream()
                .mapToLong(evidence -> evidence.rationale().length()
                        + Stream.of(evidence.inSample(), evidence.inSource())
                                .flatMap(Optional::stream)
                                .mapToLong(span -> span.quote().length())
                                .sum())
                .sum());
    }

    private static Optional<Fault> tooLong(long characters) {
        return characters <= LONGEST
                ? Optional.empty()
                : Optional.of(new Fault(
                        Fault.Kind.BODY_TOO_LARGE,
                        "the grader wrote " + characters + " characters about one criterion; at most " + LONGEST
                                + " are kept"));
    }

    private static Optional<Fault> onScale(Scale scale, Scored scored) {
        return switch (scale) {
            case Scale.Levels levels ->
                scored.level()
                                .flatMap(levels::find)
                                .filter(level -> level.score() == scored.score())
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of(new Fault(
                                Fault.Kind.LEVEL_NOT_IN_MENU,
                                "level " + scored.level().orElse("none") + " with score " + scored.score()
                                        + " is not one of the criterion's"));
            case Scale.Range _ ->
                scored.score() >= 0 && scored.score() <= 1
                        ? Optional.empty()
                        : Optional.of(new Fault(
                                Fault.Kind.OUT_OF_RANGE, "a score lies between 0 and 1, not at " + scored.score()));
        };
    }

    private static Optional<Fault> misquoted(Evidence evidence, Subject subject) {
        return evidence.inSample()
                .filter(span -> !stands(span, subject))
                .or(() -> evidence.inSource().filter(span -> !stands(span, subject)))
                .map(span -> misquoted(span, subject));
    }

    private static Fault misquoted(Span span, Subject subject) {
        return span.quote().isEmpty()
                ? new Fault(
                        Fault.Kind.QUOTE_MISSING,
                        "the grader quotes no words at character " + span.start() + " of " + span.of()
                                + "; a reason without a quote has none")
                : new Fault(
                        Fault.Kind.QUOTE_NOT_FOUND,
                        "the grader quotes '" + span.quote() + "' at characters " + span.start() + " to " + span.end()
                                + " of " + span.of() + ", and it does not stand there" + citation(span, subject));
    }

    /// How to cite, where a quote names a document, of which there may be several passages.
    private static String citation(Span span, Subject subject) {
        return subject.sources().stream()
                .filter(passage -> passage.document().equals(span.of()))
                .findFirst()
                .map(passage ->
                        "; a source is cited as " + passage.reference() + " and not by its document, see Span.source")
                .orElse("");
    }

    private static boolean stands(Span span, Subject subject) {
        return !span.quote().isEmpty()
                && texts(span.of(), subject)
                        .anyMatch(text -> span.end() <= text.length()
                                && text.substring(span.start(), span.end()).equals(span.quote()));
    }

    /// The texts that a name may mean.
    private static Stream<String> texts(String of, Subject subject) {
        return switch (of) {
            case Span.RESPONSE -> Stream.of(subject.sample().response());
            case "prompt" -> Stream.of(subject.sample().prompt());
            case "reference" -> subject.reference().stream();
            default ->
                Stream.concat(
                        subject.sources().stream()
                                .filter(passage -> passage.reference().equals(of))
                                .map(Passage::text),
                        Stream.ofNullable(subject.inputs().get(of)));
        };
    }
}
