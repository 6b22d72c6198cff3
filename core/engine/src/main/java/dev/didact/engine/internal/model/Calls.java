package dev.didact.engine.internal.model;

import dev.didact.api.Fault;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Request;
import dev.didact.api.model.Settings;
import dev.didact.api.model.Shape;
import dev.didact.api.model.Usage;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.exchange.Asking;
import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.identity.Seeds;
import dev.didact.engine.internal.record.Records;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// Answers the requests of steps: from what was kept, from what another run was answered, else from the model, whose
/// answer is kept before anybody reads it.
///
/// A call's identity is its task, its place within the task, and its logical attempt (asked again because an answer had
/// not the shape asked for). A transport retry is not an attempt: it changes neither identity nor randomness. Safe for
/// use by many threads.
public final class Calls {
    /// How often something is tried that fails each time with [DidactException.Transient].
    public static final int TRIES = 6;

    private static final int ATTEMPTS = 2;

    private final CallLog log;
    private final Backoff backoff;
    private final Optional<Calls> within;
    private final LongAdder tokensIn = new LongAdder();
    private final LongAdder tokensOut = new LongAdder();
    private final LongAdder reused = new LongAdder();

    public Calls(CallLog log, Backoff backoff) {
        this(log, backoff, Optional.empty());
    }

    private Calls(CallLog log, Backoff backoff, Optional<Calls> within) {
        this.log = log;
        this.backoff = backoff;
        this.within = within;
    }

    /// The same calls with a [#usage] of their own, which counts here too.
    public Calls apart() {
        return new Calls(log, backoff, Optional.of(this));
    }

    /// How long to wait before the next try, and the clock by which that is long enough.
    public interface Backoff {
        /// Lets the time pass.
        ///
        /// @param failed how many tries failed so far
        /// @param atLeast what the other side asked for
        void pause(int failed, Optional<Duration> atLeast) throws InterruptedException;

        /// The time that passes, in nanoseconds.
        default long nanoTime() {
            return System.nanoTime();
        }
    }

    /// Tokens of all answers so far that were given to this run, whether kept or new.
    public Usage usage() {
        return new Usage(tokensIn.sum(), tokensOut.sum());
    }

    /// How many answers so far were given to other runs; nothing is paid for them in this one.
    public long reused() {
        return reused.sum();
    }

    /// Answers one request of a task.
    ///
    /// @param task what the request is made for
    /// @param place place of the request among those of the task, from 0
    /// @throws ProblemException if the model cannot be used at all
    /// @throws ImpureStep if the request is not the one that the kept answer was given to
    public Answer answer(TaskIdentity task, int place, SeatedModel model, Request request) throws InterruptedException {
        Answer last = new Answer(Reply.Failed.of(Fault.Kind.EMPTY_REPLY, "the model was not asked"), model);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            String key = Hashes.fields("call")
                    .text("task", task.hash())
                    .number("place", place)
                    .number("attempt", attempt)
                    .sha256();
            var begun = new CallBegun(key, hash(model, request), model.name(), task.step());
            long randomSeed = Seeds.of(task.randomSeed(), "call", Integer.toString(place), Integer.toString(attempt));
            String response = model.isRepeatable() ? ResponseKey.of(begun.request(), randomSeed) : "";
            Optional<Answer> known = kept(begun, model).or(() -> reused(begun, response, model));
            Answer answer = known.isPresent()
                    ? known.get()
                    : ask(begun, response, model, request, new Asking(task.step(), randomSeed));
            last = new Answer(inShape(request, answer.reply()), answer.by());
            if (!(last.reply() instanceof Reply.Failed(Fault fault) && fault.kind() == Fault.Kind.UNPARSEABLE)) {
                return last;
            }
        }
        return last;
    }

    /// What a request came to.
    ///
    /// @param reply the reply
    /// @param by the model that gave it: the one that was asked, or its fallback
    public record Answer(Reply reply, SeatedModel by) {}

    private Optional<Answer> kept(CallBegun asked, SeatedModel model) {
        Optional<CallRecord> kept = log.find(asked.key());
        kept.ifPresent(record -> {
            if (!record.request().equals(asked.request())) {
                throw new ImpureStep("a step asked something else of '" + asked.model()
                        + "' than when its answer was kept; the functions of a step must be pure");
            }
            count(record);
        });
        return kept.map(record -> new Answer(
                record.reply(),
                model.fallback()
                        .filter(other -> other.name().equals(record.model()))
                        .orElse(model)));
    }

    private Optional<Answer> reused(CallBegun asked, String response, SeatedModel model) {
        Optional<CallRecord> given = response.isEmpty() ? Optional.empty() : log.reuse(asked, response);
        given.ifPresent(this::count);
        return given.map(record -> new Answer(record.reply(), model));
    }

    private Answer ask(CallBegun asked, String response, SeatedModel model, Request request, Asking asking)
            throws InterruptedException {
        var call = new ModelCall(request.messages(), request.shape(), request.settings(), asking.randomSeed());
        Answer answer = new CallTries(log, backoff, asked, response, call, asking).toEnd(model);
        count(answer.reply());
        return answer;
    }

    private void count(CallRecord known) {
        if (known.reused().isEmpty()) {
            count(known.reply());
        } else {
            countReused();
        }
    }

    private void countReused() {
        reused.increment();
        within.ifPresent(Calls::countReused);
    }

    private void count(Reply reply) {
        if (reply instanceof Reply.Answered answered) {
            tokensIn.add(answered.usage().in());
            tokensOut.add(answered.usage().out());
            within.ifPresent(all -> all.count(reply));
        }
    }

    private static Reply inShape(Request request, Reply reply) {
        if (request.shape().isEmpty() || !(reply instanceof Reply.Answered answered)) {
            return reply;
        }
        Shape shape = request.shape().get();
        return switch (answered.finish()) {
            case REFUSED -> Reply.Failed.of(Fault.Kind.REFUSED, "the model declined: '" + answered.text() + "'");
            case LENGTH ->
                Reply.Failed.of(
                        Fault.Kind.UNPARSEABLE, "the answer was cut off at its limit of tokens: raise max-tokens");
            case STOP ->
                switch (ShapeReader.read(shape, answered.text())) {
                    case ShapeReader.Read.Shaped(var fields) ->
                        new Reply.Answered(answered.text(), Optional.of(fields), answered.finish(), answered.usage());
                    case ShapeReader.Read.Misshapen(var reason) -> Reply.Failed.of(Fault.Kind.UNPARSEABLE, reason);
                };
        };
    }

    private static String hash(SeatedModel model, Request request) {
        return Hashes.fields("request")
                .text("model", model.identity())
                .bytes("request", Records.bytes(request))
                .sha256();
    }

    /// The same request, answered as likely as can be.
    public static Request greedy(Request request) {
        Settings settings = request.settings().withTemperature(0);
        return new Request(request.seat(), request.messages(), request.shape(), settings);
    }

    /// A step made another request of the same replies.
    public static final class ImpureStep extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ImpureStep(String message) {
            super(message);
        }
    }
}
