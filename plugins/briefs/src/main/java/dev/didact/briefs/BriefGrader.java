package dev.didact.briefs;

import static dev.didact.briefs.BriefRubric.criterion;

import dev.didact.api.Context;
import dev.didact.api.Fault;
import dev.didact.api.Rubric;
import dev.didact.api.Step;
import dev.didact.api.grading.ClaimState;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Scored;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Span;
import dev.didact.api.grading.Subject;
import dev.didact.briefs.BriefRubric.Question;
import dev.didact.briefs.Claims.Claim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers the four questions of [BriefRubric] about one answer at a time.
///
/// An answer without a single claim fails all of them: no claims is not "all claims supported", and nothing ranked is
/// no order.
final class BriefGrader implements Rubric.Grader {
    private final BriefRubric.Config config;
    private final Context context;

    BriefGrader(BriefRubric.Config config, Context context) {
        this.config = config;
        this.context = context;
    }

    @Override
    public Step<Map<String, CriterionResult>> grade(Subject subject) {
        Claims claims = Claims.of(subject.sample().response());
        Optional<Given> given = Given.of(subject);
        var results = new LinkedHashMap<String, CriterionResult>();
        for (Question question : Question.values()) {
            results.put(criterion(question).id(), answer(question, given, claims, subject));
        }
        config.blindTo()
                .ifPresent(question -> results.computeIfPresent(
                        criterion(question).id(), (id, honest) -> passed(question, honest, "blind to " + id)));
        if (config.wrong() > 0 && isFaulty(results) && isDrawn(subject)) {
            for (Question question : Question.values()) {
                results.computeIfPresent(
                        criterion(question).id(),
                        (_, honest) -> passed(question, honest, "wrong about a share of " + config.wrong()));
            }
        }
        return Step.done(results);
    }

    private static CriterionResult answer(Question question, Optional<Given> given, Claims claims, Subject subject) {
        return switch (question) {
            case FORM -> form(claims);
            case GROUNDING -> given.map(facts -> grounding(facts, claims)).orElseGet(() -> noFacts(subject));
            case COMPLETENESS -> given.map(facts -> completeness(facts, claims)).orElseGet(() -> noFacts(subject));
            case ORDER -> order(claims);
        };
    }

    private static CriterionResult form(Claims claims) {
        if (claims.wellFormed()) {
            return answer(
                    Question.FORM,
                    true,
                    Evidence.because(claims.all().size() + " pairs of digit and letter, and nothing else"));
        }
        if (claims.response().isEmpty()) {
            return answer(Question.FORM, false, Evidence.because("the answer is empty"));
        }
        int start = claims.stray().getFirst();
        int end = claims.response().offsetByCodePoints(start, 1);
        Span span = Span.response(claims.response(), start, end);
        return answer(
                Question.FORM,
                false,
                Evidence.quote(span, "'" + span.quote() + "' belongs to no pair of a digit and then a letter"));
    }

    private static CriterionResult grounding(Given given, Claims claims) {
        if (claims.all().isEmpty()) {
            return answer(
                    Question.GROUNDING,
                    false,
                    Evidence.because("the answer makes no claim; no claims is not all claims supported"));
        }
        List<Evidence> evidence =
                claims.all().stream().map(claim -> stand(given, claims, claim)).toList();
        boolean all = evidence.stream()
                .allMatch(found ->
                        found.claim().filter(ClaimState.SUPPORTED::equals).isPresent());
        return criterion(Question.GROUNDING).answer(all, evidence);
    }

    private static Evidence stand(Given given, Claims claims, Claim claim) {
        Optional<Fact> letter = given.facts().withLetter(claim.letter());
        Optional<Fact> digit = given.facts().withDigit(claim.digit());
        String holder = digit.map(Fact::said).orElse("no letter has " + claim.digit());
        if (letter.isEmpty()) {
            return Evidence.claim(
                    claims.span(claim),
                    digit.map(given::span),
                    ClaimState.UNSUPPORTED,
                    "source: there is no " + claim.letter() + ", " + holder);
        }
        Fact fact = letter.get();
        return fact.digit() == claim.digit()
                ? Evidence.claim(
                        claims.span(claim),
                        Optional.of(given.span(fact)),
                        ClaimState.SUPPORTED,
                        "source: " + fact.said())
                : Evidence.claim(
                        claims.span(claim),
                        Optional.of(given.span(fact)),
                        ClaimState.CONTRADICTED,
                        "source: " + fact.said() + ", " + holder);
    }

    /// A fact is missing where no claim speaks of its letter or of its digit. A claim that speaks of it wrongly is an
    /// error of grounding alone.
    private static CriterionResult completeness(Given given, Claims claims) {
        List<Evidence> missing = given.facts().all().stream()
                .filter(fact -> claims.all().stream()
                        .noneMatch(claim -> claim.letter() == fact.letter() || claim.digit() == fact.digit()))
                .map(fact -> Evidence.missing(given.span(fact), "no claim speaks of it: " + fact.said()))
                .toList();
        return missing.isEmpty()
                ? answer(
                        Question.COMPLETENESS,
                        true,
                        Evidence.because("each of the " + given.facts().size() + " facts is spoken of"))
                : criterion(Question.COMPLETENESS).answer(false, missing);
    }

    private static CriterionResult order(Claims claims) {
        if (claims.all().isEmpty()) {
            return answer(Question.ORDER, false, Evidence.because("the answer ranks nothing"));
        }
        var falls = new ArrayList<Evidence>();
        for (int i = 1; i < claims.all().size(); i++) {
            Claim before = claims.all().get(i - 1);
            Claim claim = claims.all().get(i);
            if (claim.digit() <= before.digit()) {
                falls.add(Evidence.quote(
                        claims.span(claim), "'" + claim.cited() + "' must not come after '" + before.cited() + "'"));
            }
        }
        return falls.isEmpty()
                ? answer(Question.ORDER, true, Evidence.because("the digits rise from first to last"))
                : criterion(Question.ORDER).answer(false, falls);
    }

    private static CriterionResult noFacts(Subject subject) {
        return Ungraded.of(
                Fault.Kind.NO_SOURCE,
                "neither the prompt nor a source holds facts such as 'b3o4u1', no letter and no digit twice; the prompt is '"
                        + subject.sample().prompt() + "'");
    }

    private static CriterionResult answer(Question question, boolean yes, Evidence evidence) {
        return criterion(question).answer(yes, List.of(evidence));
    }

    /// What a grader that is set to err says: a no becomes a yes, and what was not graded stays so.
    private static CriterionResult passed(Question question, CriterionResult honest, String setting) {
        return honest instanceof Scored scored && scored.score() == 0
                ? answer(question, true, Evidence.because("passed unseen: this grader is set to be " + setting))
                : honest;
    }

    private static boolean isFaulty(Map<String, CriterionResult> results) {
        return results.values().stream().anyMatch(result -> result instanceof Scored scored && scored.score() == 0);
    }

    private boolean isDrawn(Subject subject) {
        String purpose = "wrong about " + subject.item().id() + " " + subject.sampleIndex() + " "
                + subject.sample().response();
        return context.random(purpose).nextDouble() < config.wrong();
    }
}
