package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Rubric;
import dev.didact.api.Step;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.Subject;
import dev.didact.api.model.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// A program that grades. What it does not answer as the protocol asks is thrown, and the sample is ungraded.
final class ProgramGrader implements Rubric.Grader {
    private final Conversation program;
    private final List<Criterion> criteria;

    private ProgramGrader(Conversation program, List<Criterion> criteria) {
        this.program = program;
        this.criteria = criteria;
    }

    /// @param criteria what the recipe asks it
    static ProgramGrader open(ProgramConfig config, List<Criterion> criteria, Context context) throws DidactException {
        var asked = new TreeSet<>(criteria.stream().map(Criterion::id).toList());
        return new ProgramGrader(
                Conversation.open("rubric", config, context, Map.of(), ready -> checkReady(ready, asked)), criteria);
    }

    private static void checkReady(Told ready, SortedSet<String> asked) {
        var stated = new TreeSet<>(ready.only("criteria").words("criteria"));
        if (!stated.equals(asked)) {
            throw ready.malformed(
                    "it answers the criteria " + stated + " and the recipe asks it " + asked + "; make them the same");
        }
    }

    @Override
    public Step<Map<String, CriterionResult>> grade(Subject subject) {
        return new Asking<>(program, Request.JUDGE, done -> results(done, subject))
                .begin("grade", JsonLines.subject(subject));
    }

    private Map<String, CriterionResult> results(Told done, Subject subject) {
        done.only(criteria.stream().map(Criterion::id).toArray(String[]::new));
        var results = new LinkedHashMap<String, CriterionResult>();
        for (Criterion criterion : criteria) {
            if (done.has(criterion.id())) {
                results.put(criterion.id(), ResultReader.read(criterion, done, subject));
            }
        }
        return results;
    }

    @Override
    public void close() {
        program.close();
    }
}
