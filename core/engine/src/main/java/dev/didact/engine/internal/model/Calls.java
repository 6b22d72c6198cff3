package dev.didact.engine.internal.model;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Request;
import dev.didact.api.model.Settings;
import dev.didact.api.model.Shape;
import dev.didact.api.model.Usage;
import dev.didact.engine.KnownSecrets;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.host.PluginFault;
import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.identity.Seeds;
import dev.didact.engine.internal.record.Masked;
import dev.didact.engine.internal.record.Records;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Answers the requests of steps: from what was kept, else from the model, whose answer is kept before anybody reads
/// it.
///
/// A call's identity is its task, its place within the task, and its logical attempt (asked again because an answer had
/// not the shape asked for). A transport retry is not an attempt: it changes neither identity nor randomness. Safe for
/// use by many threads.
public final class Calls {
    /// How often something is tried that fails each time with [DidactException.Transient].
    public static final int TRIES = 6;

    private static final int ATTEMPTS = 2;
    private static final int FAILURES_IN_A_ROW = 5;

    private final CallLog log;
    private final Backoff backoff;
    private final Optional<Calls> within;
    private final LongAdder tokensIn = new LongAdder();
    private final LongAdder tokensOut = new LongAdder();
    private final Map<String, AtomicInteger> failures;

    public Calls(CallLog log, Backoff backoff) {
        this(log, backoff, Optional.empty(), new ConcurrentHashMap<>());
    }

    private Calls(CallLog log, Backoff backoff, Optional<Calls> within, Map<String, AtomicInteger> failures) {
        this.log = log;
        this.backoff = backoff;
        this.within = within;
        this.failures = failures;
    }

    /// The same calls with a [#usage] of their own, which counts here too.
    public Calls apart() {
        return new Calls(log, backoff, Optional.of(this), failures);
    }

    /// How long to wait before the next try.
    public interface Backoff {
        /// Lets the time pass.
        ///
        /// @param failed how many tries failed so far
        /// @param atLeast what the other side asked for
        void pause(int failed, Optional<Duration> atLeast) throws InterruptedException;
    }

    /// Tokens of all answers so far, whether kept or new.
    public Usage usage() {
        return new Usage(tokensIn.sum(), tokensOut.sum());
    }

    /// Answers one request of a task.
    ///
    /// @param task what the request is made for
    /// @param place place of the request among those of the task, from 0
    /// @throws ProblemException if the model cannot be used at all
    /// @throws ImpureStep if the request is not the one that the kept answer was given to
    public Reply answer(TaskIdentity task, int place, SeatedModel model, Request request) throws InterruptedException {
        Reply last = Reply.Failed.of(Fault.Kind.EMPTY_REPLY, "the model was not asked");
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            String key = Hashes.fields("call")
                    .text("task", task.hash())
                    .number("place", place)
                    .number("attempt", attempt)
                    .sha256();
            Optional<Reply> kept = kept(key, model, request);
            long randomSeed = Seeds.of(task.randomSeed(), "call", Integer.toString(place), Integer.toString(attempt));
            last = inShape(request, kept.isPresent() ? kept.get() : ask(key, model, request, randomSeed));
            if (!(last instanceof Reply.Failed(Fault fault) && fault.kind() == Fault.Kind.UNPARSEABLE)) {
                return last;
            }
        }
        return last;
    }

    private Optional<Reply> kept(String key, SeatedModel model, Request request) {
        Optional<CallRecord> kept = log.find(key);
        kept.ifPresent(record -> {
            if (!record.request().equals(hash(model, request))) {
                throw new ImpureStep("a step asked something else of '" + model.name()
                        + "' than when its answer was kept; the functions of a step must be pure");
            }
            count(record.reply());
        });
        return kept.map(CallRecord::reply);
    }

    private Reply ask(String key, SeatedModel model, Request request, long randomSeed) throws InterruptedException {
        var call = new ModelCall(request.messages(), request.shape(), request.settings(), randomSeed);
        Reply reply = tries(model, call);
        log.keep(new CallRecord(key, hash(model, request), model.name(), reply));
        count(reply);
        return reply;
    }

    private Reply tries(SeatedModel model, ModelCall call) throws InterruptedException {
        AtomicInteger inARow = failures.computeIfAbsent(model.name(), _ -> new AtomicInteger());
        String last = "";
        for (int failed = 0; failed < TRIES; failed++) {
            try {
                Reply reply = Masked.of(model.answer(call), Reply.class);
                inARow.set(0);
                return reply;
            } catch (DidactException.Transient e) {
                last = message(e);
                if (inARow.get() < FAILURES_IN_A_ROW && failed + 1 < TRIES) {
                    backoff.pause(failed + 1, e.retryAfter());
                }
            } catch (DidactException.Unavailable | DidactException.Denied | DidactException.Config e) {
                throw unusable(model, message(e), e);
            } catch (DidactException e) {
                return Reply.Failed.of(Fault.Kind.BAD_REQUEST, message(e));
            } catch (PluginFault e) {
                if (e.fault().kind() == Fault.Kind.PLUGIN_QUARANTINED) {
                    throw unusable(model, message(e), e);
                }
                return Reply.Failed.of(Fault.Kind.PLUGIN_THREW, message(e));
            }
        }
        if (inARow.incrementAndGet() >= FAILURES_IN_A_ROW) {
            throw unusable(model, last + ", " + FAILURES_IN_A_ROW + " calls in a row", null);
        }
        return Reply.Failed.of(Fault.Kind.TRANSPORT, last);
    }

    private static ProblemException unusable(SeatedModel model, String why, @Nullable Throwable cause) {
        var problem = new ProblemException(
                Problem.Category.ENVIRONMENT, "E401", "model '" + model.name() + "' cannot be used: " + why);
        if (cause != null) {
            problem.initCause(cause);
        }
        return problem;
    }

    private static String message(Throwable e) {
        return KnownSecrets.masked(e.getMessage() == null ? e.toString() : e.getMessage());
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
                .json("request", Records.write(request))
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
