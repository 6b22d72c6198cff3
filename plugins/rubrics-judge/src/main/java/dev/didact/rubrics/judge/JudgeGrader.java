package dev.didact.rubrics.judge;

import dev.didact.api.Context;
import dev.didact.api.Fault;
import dev.didact.api.Rubric;
import dev.didact.api.Step;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Span;
import dev.didact.api.grading.Subject;
import dev.didact.api.model.Fields;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Reply.Answered;
import dev.didact.rubrics.judge.JudgeConfig.JudgeLevel;
import dev.didact.rubrics.judge.JudgeConfig.Quote;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Asks the judge once a sample and reads its reply.
final class JudgeGrader implements Rubric.Grader {
    private final JudgeConfig config;
    private final Criterion criterion;
    private final Context context;

    JudgeGrader(JudgeConfig config, Criterion criterion, Context context) {
        this.config = config;
        this.criterion = criterion;
        this.context = context;
    }

    @Override
    public Step<Map<String, CriterionResult>> grade(Subject subject) {
        String response = subject.sample().response();
        if (response.codePoints().allMatch(Quotes::blank)) {
            return Step.done(result(Ungraded.of(
                    Fault.Kind.MISSING_INPUT, "the response is empty; there is nothing for the judge to look at")));
        }
        return Step.ask(JudgePrompt.of(config, mixed(subject), subject), reply -> result(read(response, reply)));
    }

    private Map<String, CriterionResult> result(CriterionResult result) {
        return Map.of(criterion.id(), result);
    }

    /// The levels in an order of their own for each sample, so that none gains by its place.
    private List<JudgeLevel> mixed(Subject subject) {
        var levels = new ArrayList<>(config.levels());
        Collections.shuffle(
                levels, Random.from(context.random("order of levels " + JudgePrompt.mark(config, subject))));
        return levels;
    }

    private CriterionResult read(String response, Reply reply) {
        return switch (reply) {
            case Reply.Failed failed -> new Ungraded(failed.fault());
            case Answered answered ->
                switch (answered.finish()) {
                    case REFUSED ->
                        Ungraded.of(Fault.Kind.REFUSED, "the judge declined: " + beginning(answered.text()));
                    case LENGTH ->
                        Ungraded.of(Fault.Kind.UNPARSEABLE, "the judge's answer was cut off by the limit of tokens");
                    case STOP -> read(response, answered);
                };
        };
    }

    private CriterionResult read(String response, Answered answered) {
        if (answered.text().isBlank()) {
            return Ungraded.of(Fault.Kind.EMPTY_REPLY, "the judge said nothing");
        }
        if (answered.fields().isEmpty()) {
            return Ungraded.of(
                    Fault.Kind.UNPARSEABLE,
                    "the judge's answer does not have the form that was asked for: " + beginning(answered.text()));
        }
        Fields fields = answered.fields().get();
        return switch (config.reply()) {
            case LEVEL -> level(response, fields);
            case PASS -> pass(fields);
        };
    }

    private CriterionResult pass(Fields fields) {
        Optional<String> pass = one(fields, "pass");
        if (pass.isEmpty() || !pass.get().matches("true|false")) {
            return Ungraded.of(Fault.Kind.UNPARSEABLE, "the judge did not say true or false under 'pass'");
        }
        return criterion.answer(Boolean.parseBoolean(pass.get()), List.of(Evidence.because(reason(fields))));
    }

    private CriterionResult level(String response, Fields fields) {
        Optional<String> named = one(fields, "level");
        if (named.isEmpty()) {
            return Ungraded.of(Fault.Kind.UNPARSEABLE, "the judge named no level");
        }
        Optional<JudgeLevel> level = config.levels().stream()
                .filter(candidate -> candidate.id().equals(named.get()))
                .findFirst();
        if (level.isEmpty()) {
            return criterion.level(named.get(), List.of());
        }
        String quote = one(fields, "quote").orElse("");
        Optional<Span> found = Quotes.find(response, quote);
        if (found.isEmpty() && level.get().quote() == Quote.REQUIRED) {
            return quote.isBlank()
                    ? Ungraded.of(
                            Fault.Kind.QUOTE_MISSING, "the judge named level '" + named.get() + "' without a quote")
                    : Ungraded.of(
                            Fault.Kind.QUOTE_NOT_FOUND,
                            "what the judge quotes does not stand in the response: \"" + beginning(quote) + "\"");
        }
        Evidence evidence = found.map(span -> Evidence.quote(span, reason(fields)))
                .orElseGet(() -> Evidence.because(reason(fields)));
        return criterion.level(named.get(), List.of(evidence));
    }

    private static String reason(Fields fields) {
        return one(fields, "reason").filter(reason -> !reason.isBlank()).orElse("the judge gave no reason");
    }

    private static Optional<String> one(Fields fields, String name) {
        List<String> values = fields.values().getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    private static String beginning(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= 120 ? line : line.substring(0, 120) + "…";
    }
}
