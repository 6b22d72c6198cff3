package dev.didact.engine.internal.verify;

import dev.didact.api.Fault;
import dev.didact.api.Step;
import dev.didact.api.model.Fields;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Reply.Answered;
import dev.didact.api.model.Reply.Finish;
import dev.didact.api.model.Request;
import dev.didact.api.model.Shape;
import dev.didact.api.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Models that reply as written down beforehand.
interface Script {
    /// What a failed call says; it belongs into no sample and no grade.
    String FAILURE = "the call failed in test 3c51";

    /// The reply to a request.
    ///
    /// @param place how many requests came before
    Reply reply(int place, Request request);

    /// What a step came to.
    ///
    /// @param asked all that it asked
    /// @param value its end
    record Played<T>(List<Request> asked, T value) {}

    /// The given replies first, then answers in the shape that was asked for, whose texts are this one.
    static Script of(List<Reply> given, String text) {
        return (place, request) -> place < given.size() ? given.get(place) : answered(request, text, Finish.STOP);
    }

    /// The same, but one call fails.
    default Script failingAt(int failing) {
        return (place, request) -> place == failing ? failed() : reply(place, request);
    }

    /// Every call fails.
    static Script failing() {
        return (_, _) -> failed();
    }

    private static Reply failed() {
        return Reply.Failed.of(Fault.Kind.TIMEOUT, FAILURE);
    }

    /// Every answer is this text; where a shape was asked for it is none, which is a failed call.
    static Script saying(String text) {
        return (_, request) -> request.shape().isEmpty()
                ? answered(request, text, Finish.STOP)
                : Reply.Failed.of(Fault.Kind.UNPARSEABLE, "the answer holds no JSON object: '" + text + "'");
    }

    /// Every model declines.
    static Script refusing() {
        String words = "I cannot help with that.";
        return (_, request) -> request.shape().isEmpty()
                ? answered(request, words, Finish.REFUSED)
                : Reply.Failed.of(Fault.Kind.REFUSED, "the model declined: '" + words + "'");
    }

    private static Reply answered(Request request, String text, Finish finish) {
        return new Answered(text, request.shape().map(shape -> fields(shape, text)), finish, Usage.NONE);
    }

    private static Fields fields(Shape shape, String text) {
        Map<String, List<String>> values = new TreeMap<>();
        for (Shape.Field field : shape.fields()) {
            values.put(
                    field.name(),
                    switch (field.type()) {
                        case TEXT ->
                            List.of(
                                    field.oneOf().isEmpty()
                                            ? text
                                            : field.oneOf().getLast());
                        case NUMBER -> List.of("1.0");
                        case FLAG -> List.of("true");
                        case TEXTS -> List.of();
                    });
        }
        return new Fields(values);
    }

    /// Takes a step to its end.
    default <T> Played<T> play(Step<T> step) {
        int most = 1_000;
        List<Request> asked = new ArrayList<>();
        Step<T> current = step;
        while (asked.size() <= most) {
            switch (current) {
                case Step.Done<T>(T value) -> {
                    return new Played<>(asked, value);
                }
                case Step.Ask<T> ask -> {
                    List<Reply> replies = new ArrayList<>();
                    for (Request request : ask.requests()) {
                        replies.add(reply(asked.size(), request));
                        asked.add(request);
                    }
                    if (replies.isEmpty()) {
                        throw new IllegalStateException("it asks for nothing and is not done");
                    }
                    current = ask.then().apply(List.copyOf(replies));
                }
            }
        }
        throw new IllegalStateException("it still asks after " + most + " requests");
    }
}
