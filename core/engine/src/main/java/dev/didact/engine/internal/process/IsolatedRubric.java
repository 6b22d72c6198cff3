package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.NoConfig;
import dev.didact.api.Rubric;
import dev.didact.api.Step;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.Subject;
import dev.didact.engine.internal.record.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A rubric of a plugin in a process of its own. Its criteria are asked of a process that ends then.
///
/// @param first the context of that process
record IsolatedRubric(Isolated isolated, Context first) implements Rubric<NoConfig> {
    @Override
    public List<Criterion> criteria(NoConfig config) throws DidactException {
        var criteria = new ArrayList<Criterion>();
        isolated.open(first, Map.of(), ready -> {
                    criteria.clear();
                    ready.list("criteria").forEach(told -> criteria.add(told.record(Criterion.class)));
                })
                .close();
        return criteria;
    }

    @Override
    public Grader open(NoConfig config, Context context) throws DidactException {
        Conversation program = isolated.open(context, Map.of(), _ -> {});
        return new Grader() {
            @Override
            public Step<Map<String, CriterionResult>> grade(Subject subject) throws DidactException {
                return new IsolatedStep<>(program, "grade", Records.write(subject), IsolatedRubric::results).begin();
            }

            @Override
            public void close() {
                program.close();
            }
        };
    }

    private static Map<String, CriterionResult> results(Told done) {
        var results = new LinkedHashMap<String, CriterionResult>();
        for (String criterion : done.json().propertyNames()) {
            results.put(criterion, done.object(criterion).record(CriterionResult.class));
        }
        return results;
    }
}
