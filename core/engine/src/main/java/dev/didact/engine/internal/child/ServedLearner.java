package dev.didact.engine.internal.child;

import dev.didact.api.DidactException;
import dev.didact.api.Learner;
import dev.didact.api.model.Lesson;
import dev.didact.engine.internal.plugin.Returned;
import dev.didact.engine.internal.process.HandedLesson;
import dev.didact.engine.internal.record.Records;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A learner.
record ServedLearner(Hosted hosted, Learner.Session session) implements Served {
    static <C extends Record> Served open(Hosted hosted, Learner<C> learner, C config)
            throws DidactException, InterruptedException {
        return new ServedLearner(
                hosted, hosted.compute(() -> Returned.by("Learner.open()", learner.open(config, hosted.context()))));
    }

    @Override
    public ObjectNode ready() {
        return Records.object();
    }

    @Override
    public ObjectNode answer(JsonNode line) throws DidactException, InterruptedException {
        Lesson lesson = Records.read(line.path("learn"), HandedLesson.class).lesson();
        ObjectNode answer = Records.object();
        answer.putObject("done")
                .set(
                        "checkpoint",
                        Records.write(
                                hosted.lasting(() -> Returned.by("Learner.Session.learn()", session.learn(lesson)))));
        return answer;
    }

    @Override
    public void close() {
        hosted.close(session);
    }
}
