package dev.didact.engine.internal.model;

import dev.didact.api.Fault;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Request;
import dev.didact.api.model.Settings;
import dev.didact.api.model.Shape;
import dev.didact.api.model.Usage;
import dev.didact.engine.Money;
import dev.didact.engine.ProblemException;
import dev.didact.engine.Spending;
import dev.didact.engine.internal.exchange.Asking;
import dev.didact.engine.internal.identity.Hashes;
import dev.didact.engine.internal.identity.Seeds;
import dev.didact.engine.internal.price.Price;
import dev.didact.engine.internal.price.Purse;
import dev.didact.engine.internal.record.Records;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

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
    private final Optional<Purse> purse;
    private final Map<String, Spending.Share> spent = new ConcurrentHashMap<>();

    public Calls(CallLog log, Backoff backoff) {
        this(log, backoff, Optional.empty(), Optional.empty());
    }

    private Calls(CallLog log, Backoff backoff, Optional<Calls> within, Optional<Purse> purse) {
        this.log = log;
        this.backoff = backoff;
        this.within = within;
        this.purse = purse;
    }

    /// The same calls with a [#spending] of their own, which counts here too.
    public Calls apart() {
        return new Calls(log, backoff, Optional.of(this), purse);
    }

    /// The same calls, paid out of a purse. One that cannot be paid is not made and ends with [Purse.Empty].
    public Calls paidFrom(Purse from) {
        return new Calls(log, backoff, Optional.of(this), Optional.of(from));
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

    /// What all calls so far used and cost, whether their answers were kept or are new.
    public Spending spending() {
        return new Spending(new TreeMap<>(spent));
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
                    : paid(begun, response, model, request, new Asking(task.step(), randomSeed));
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
            SeatedModel by = giver(record, model);
            Spending.Share share = share(record, by);
            count(by.name(), share);
            purse.ifPresent(from -> from.take(share.cost()));
        });
        return kept.map(record -> new Answer(record.reply(), giver(record, model)));
    }

    /// The model that gave an answer: the one that was asked, or its fallback.
    private static SeatedModel giver(CallRecord record, SeatedModel asked) {
        return asked.fallback()
                .filter(other -> other.name().equals(record.model()))
                .orElse(asked);
    }

    private static Spending.Share share(CallRecord record, SeatedModel by) {
        return record.reused().isPresent()
                ? Spending.Share.REUSED
                : share(by, record.reply(), record.exchanges().size());
    }

    private Optional<Answer> reused(CallBegun asked, String response, SeatedModel model) {
        Optional<CallRecord> given = response.isEmpty() ? Optional.empty() : log.reuse(asked, response);
        given.ifPresent(_ -> count(model.name(), Spending.Share.REUSED));
        return given.map(record -> new Answer(record.reply(), model));
    }

    private Answer paid(CallBegun asked, String response, SeatedModel model, Request request, Asking asking)
            throws InterruptedException {
        if (purse.isEmpty()) {
            return ask(asked, response, model, request, asking, Optional.empty());
        }
        Map<String, Price> prices = new HashMap<>();
        Stream.iterate(Optional.of(model), Optional::isPresent, at -> at.flatMap(SeatedModel::fallback))
                .flatMap(Optional::stream)
                .forEach(each -> each.price().ifPresent(price -> prices.put(each.name(), price)));
        try (Purse.Part part = purse.get()
                .setAside(
                        prices,
                        Records.bytes(request).length,
                        request.settings().maxTokens().orElse(0))) {
            return ask(asked, response, model, request, asking, Optional.of(part));
        }
    }

    private Answer ask(
            CallBegun asked,
            String response,
            SeatedModel model,
            Request request,
            Asking asking,
            Optional<Purse.Part> part)
            throws InterruptedException {
        var call = new ModelCall(request.messages(), request.shape(), request.settings(), asking.randomSeed());
        Answer answer = new CallTries(log, backoff, asked, response, call, asking, part).toEnd(model);
        count(
                answer.by().name(),
                share(answer.by(), answer.reply(), asking.exchanges().size()));
        return answer;
    }

    static Optional<Money> cost(SeatedModel model, Reply reply) {
        return model.price().flatMap(price -> switch (reply) {
            case Reply.Answered answered -> price.of(answered.usage());
            case Reply.Failed _ -> Optional.of(Money.NOTHING);
        });
    }

    private static Spending.Share share(SeatedModel model, Reply reply, int exchanges) {
        Optional<Usage> usage =
                reply instanceof Reply.Answered answered ? Optional.of(answered.usage()) : Optional.empty();
        return new Spending.Share(
                1,
                usage.isPresent() ? 0 : 1,
                Math.max(1, exchanges),
                usage.filter(Usage.NONE::equals).isPresent() ? 1 : 0,
                usage.orElse(Usage.NONE),
                cost(model, reply),
                0);
    }

    private void count(String model, Spending.Share share) {
        spent.merge(model, share, Spending.Share::plus);
        within.ifPresent(all -> all.count(model, share));
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
