package dev.didact.testkit;

import dev.didact.api.Fault;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Request;
import dev.didact.api.model.Usage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/// A model that gives prepared replies, one after the other, and remembers what it was asked.
public final class ScriptedModel {
    private final Deque<Reply> script;
    private final List<Request> asked = new ArrayList<>();

    private ScriptedModel(List<Reply> script) {
        this.script = new ArrayDeque<>(script);
    }

    /// A model that answers with these texts.
    public static ScriptedModel answering(String... texts) {
        return new ScriptedModel(Stream.of(texts)
                .<Reply>map(text -> Reply.Answered.of(text, Usage.NONE))
                .toList());
    }

    /// A model that gives these replies.
    public static ScriptedModel replying(Reply... replies) {
        return new ScriptedModel(List.of(replies));
    }

    /// A model whose every call fails.
    public static ScriptedModel failing(Fault.Kind kind, int times) {
        return new ScriptedModel(Stream.generate(() -> (Reply) Reply.Failed.of(kind, "as the script says"))
                .limit(times)
                .toList());
    }

    /// The next reply of the script.
    public Reply reply(Request request) {
        asked.add(request);
        Reply reply = script.poll();
        if (reply == null) {
            throw new AssertionError("the script has no reply to call " + asked.size() + ": " + request);
        }
        return reply;
    }

    /// What it was asked so far.
    public List<Request> asked() {
        return List.copyOf(asked);
    }
}
