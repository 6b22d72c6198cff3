package dev.didact.engine.internal.child;

import dev.didact.api.DidactException;
import dev.didact.api.Rubric;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.Subject;
import dev.didact.engine.internal.plugin.Returned;
import dev.didact.engine.internal.record.Records;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A rubric.
record ServedRubric(Hosted hosted, List<Criterion> criteria, Rubric.Grader grader) implements Served {
    static <C extends Record> Served open(Hosted hosted, Rubric<C> rubric, C config)
            throws DidactException, InterruptedException {
        List<Criterion> criteria = hosted.compute(() -> Returned.all("Rubric.criteria()", rubric.criteria(config)));
        return new ServedRubric(
                hosted,
                criteria,
                hosted.compute(() -> Returned.by("Rubric.open()", rubric.open(config, hosted.context()))));
    }

    @Override
    public ObjectNode ready() {
        ObjectNode ready = Records.object();
        criteria.forEach(criterion -> ready.withArray("criteria").add(Records.write(criterion)));
        return ready;
    }

    @Override
    public ObjectNode answer(JsonNode line) throws DidactException, InterruptedException {
        Subject subject = Records.read(line.path("grade"), Subject.class);
        return hosted.compute(() -> ServedStep.answer(
                Returned.by("Rubric.Grader.grade()", grader.grade(subject)),
                line.path("replies"),
                (results, done) -> results.forEach((criterion, result) -> done.set(criterion, Records.write(result)))));
    }

    @Override
    public void close() {
        hosted.close(grader);
    }
}
