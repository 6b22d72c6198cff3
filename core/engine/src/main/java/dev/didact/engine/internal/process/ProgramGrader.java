package dev.didact.engine.internal.process;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.Rubric;
import dev.didact.api.Step;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.CriterionResult.Ungraded;
import dev.didact.api.grading.Subject;
import dev.didact.api.model.Message;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Request;
import dev.didact.api.model.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One process that grades. A process that fails costs the sample that it was asked about, which is ungraded; the next
/// one gets a new process.
final class ProgramGrader implements Rubric.Grader {
    private final Program program;
    private final ObjectNode opening;
    private final List<Criterion> criteria;
    private final Duration deadline;
    private @Nullable LineProcess running;
    private long lastId;

    private ProgramGrader(Program program, ObjectNode opening, List<Criterion> criteria, Duration deadline) {
        this.program = program;
        this.opening = opening;
        this.criteria = criteria;
        this.deadline = deadline;
    }

    /// Starts the program once, so that one that cannot work is known before a sample is made.
    static ProgramGrader open(Program program, ObjectNode opening, List<Criterion> criteria, Duration deadline)
            throws DidactException {
        var grader = new ProgramGrader(program, opening, criteria, deadline);
        try {
            grader.running();
        } catch (ProgramFailure e) {
            throw new DidactException.Unavailable(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DidactException.Transient("interrupted while program '" + program + "' started", e);
        }
        return grader;
    }

    @Override
    public Step<Map<String, CriterionResult>> grade(Subject subject) throws DidactException {
        ObjectNode line = JsonLines.object();
        line.set("grade", JsonLines.subject(subject));
        return step(line, subject);
    }

    /// Sends a line about a sample; what comes back is the results, or what to ask a model first.
    private synchronized Step<Map<String, CriterionResult>> step(ObjectNode content, Subject subject) {
        try {
            LineProcess process = running();
            long id = ++lastId;
            ObjectNode line = JsonLines.object().put("id", id);
            line.setAll(content);
            JsonNode answer = process.exchange(line, deadline);
            if (!answer.path("id").isIntegralNumber() || answer.path("id").asLong() != id) {
                throw process.failure(
                        Fault.Kind.UNPARSEABLE, "answered id " + answer.path("id") + " where " + id + " was asked");
            }
            return read(process, answer, subject);
        } catch (ProgramFailure e) {
            running = null;
            return Step.done(all(new Ungraded(e.fault())));
        } catch (DidactException e) {
            return Step.done(all(Ungraded.of(Fault.Kind.PLUGIN_THREW, String.valueOf(e.getMessage()))));
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            return Step.done(
                    all(Ungraded.of(Fault.Kind.TIMEOUT, "interrupted while program '" + program + "' graded")));
        }
    }

    private LineProcess running() throws DidactException, ProgramFailure, InterruptedException {
        LineProcess process = running;
        if (process == null) {
            process = LineProcess.start(program);
            checkReady(process, process.exchange(opening, deadline));
            running = process;
        }
        return process;
    }

    private void checkReady(LineProcess process, JsonNode answer) throws ProgramFailure, InterruptedException {
        var stated = new TreeSet<String>();
        answer.path("ready").path("criteria").forEach(id -> stated.add(id.asString("")));
        var asked = new TreeSet<>(criteria.stream().map(Criterion::id).toList());
        if (!stated.equals(asked)) {
            throw process.failure(
                    Fault.Kind.UNPARSEABLE,
                    "says that it answers the criteria " + stated + " and the recipe asks it " + asked
                            + "; make them the same. It must begin with {\"ready\":{\"criteria\":[…]}}");
        }
    }

    private Step<Map<String, CriterionResult>> read(LineProcess process, JsonNode answer, Subject subject)
            throws ProgramFailure, InterruptedException {
        if (answer.has("ask")) {
            return new Step.Ask<>(requests(process, answer.path("ask")), replies -> {
                ObjectNode line = JsonLines.object();
                line.set("replies", replies(replies));
                line.set("state", answer.path("state").isMissingNode() ? JsonLines.object() : answer.path("state"));
                return step(line, subject);
            });
        }
        if (answer.path("fault").isObject()) {
            String message = answer.path("fault").path("message").asString("without a message");
            return Step.done(
                    all(Ungraded.of(Fault.Kind.PLUGIN_THREW, "program '" + program + "' gave up: " + message)));
        }
        if (!answer.path("done").isObject()) {
            throw process.failure(Fault.Kind.UNPARSEABLE, "answered with none of 'done', 'ask' and 'fault'");
        }
        return Step.done(results(answer.path("done"), subject));
    }

    private Map<String, CriterionResult> results(JsonNode done, Subject subject) {
        Optional<String> unknown = done.propertyNames().stream()
                .filter(id ->
                        criteria.stream().noneMatch(criterion -> criterion.id().equals(id)))
                .findFirst();
        if (unknown.isPresent()) {
            return all(Ungraded.of(
                    Fault.Kind.UNPARSEABLE,
                    "program '" + program + "' answered the unknown criterion '" + unknown.get() + "'"));
        }
        var results = new LinkedHashMap<String, CriterionResult>();
        for (Criterion criterion : criteria) {
            if (done.has(criterion.id())) {
                results.put(
                        criterion.id(),
                        ResultReader.read(
                                criterion,
                                done.path(criterion.id()),
                                subject.sample().response()));
            }
        }
        return results;
    }

    private static List<Request> requests(LineProcess process, JsonNode ask)
            throws ProgramFailure, InterruptedException {
        var requests = new ArrayList<Request>();
        for (JsonNode request : ask) {
            var messages = new ArrayList<Message>();
            for (JsonNode message : request.path("messages")) {
                messages.add(new Message(
                        role(process, message.path("role").asString("user")),
                        message.path("content").asString("")));
            }
            requests.add(new Request(
                    request.path("seat").asString(Request.JUDGE), messages, Optional.empty(), Settings.DEFAULT));
        }
        if (requests.isEmpty()) {
            throw process.failure(Fault.Kind.UNPARSEABLE, "asks nothing: 'ask' must be a list of requests");
        }
        return requests;
    }

    private static Message.Role role(LineProcess process, String word) throws ProgramFailure, InterruptedException {
        try {
            return Message.Role.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            ProgramFailure failure = process.failure(
                    Fault.Kind.UNPARSEABLE, "asks with the role '" + word + "'; write system, user or assistant");
            failure.initCause(e);
            throw failure;
        }
    }

    private static ArrayNode replies(List<Reply> replies) {
        ArrayNode json = JsonLines.object().arrayNode();
        for (Reply reply : replies) {
            switch (reply) {
                case Reply.Answered answered -> json.addObject().put("text", answered.text());
                case Reply.Failed failed ->
                    json.addObject().put("failed", failed.fault().toString());
            }
        }
        return json;
    }

    private Map<String, CriterionResult> all(CriterionResult result) {
        var results = new LinkedHashMap<String, CriterionResult>();
        criteria.forEach(criterion -> results.put(criterion.id(), result));
        return results;
    }

    @Override
    public synchronized void close() {
        LineProcess process = running;
        running = null;
        if (process != null) {
            process.close();
        }
    }
}
