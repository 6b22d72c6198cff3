package dev.didact.engine.internal.model;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Reply;
import dev.didact.engine.KnownSecrets;
import dev.didact.engine.Money;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.exchange.Asking;
import dev.didact.engine.internal.host.PluginFault;
import dev.didact.engine.internal.price.Purse;
import dev.didact.engine.internal.record.Masked;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// One call on its way to a reply: with its tries and the waits between them, and at the model's fallback while the
/// model is down. For one thread.
///
/// @param log where its answer is kept
/// @param backoff the waits between its tries
/// @param asked the call, with the model that is asked first
/// @param response what another call must have in common with it to be answered as it is; empty where none may be
/// @param call what is asked
/// @param asking the call with all its tries
/// @param part what was set aside to pay it, where money is limited
record CallTries(
        CallLog log,
        Calls.Backoff backoff,
        CallBegun asked,
        String response,
        ModelCall call,
        Asking asking,
        Optional<Purse.Part> part) {
    /// Tries until there is a reply, and keeps it.
    ///
    /// @throws ProblemException if neither the model nor its fallback can be used
    Calls.Answer toEnd(SeatedModel model) throws InterruptedException {
        Optional<SeatedModel> fallback = model.fallback();
        if (fallback.isPresent()) {
            return either(model, fallback.get());
        }
        try (Endpoint.Visit visit = model.endpoint().visit()) {
            return tries(model, visit, begun(model));
        } catch (Outage.Over e) {
            throw unusable(model, e);
        }
    }

    /// Where both are down, they are probed in turn.
    private Calls.Answer either(SeatedModel first, SeatedModel second) throws InterruptedException {
        Outage.Manner goes = Outage.Manner.goesTo(second.name());
        for (int waits = 1; true; waits++) {
            Optional<Calls.Answer> answer = Optional.empty();
            try {
                answer = ifUp(first, goes);
            } catch (Outage.Over e) {
                // It is not asked any more, which was told.
            }
            try {
                answer = answer.isPresent() ? answer : ifUp(second, Outage.Manner.COMES_BACK);
            } catch (Outage.Over e) {
                throw unusable(second, e);
            }
            if (answer.isPresent()) {
                return answer.get();
            }
            backoff.pause(waits, Optional.empty());
        }
    }

    private Optional<Calls.Answer> ifUp(SeatedModel model, Outage.Manner manner) throws InterruptedException {
        try (Endpoint.Visit visit = model.endpoint().visit(manner)) {
            return visit.offered(backoff.nanoTime())
                    ? Optional.of(tries(model, visit, begun(model)))
                    : Optional.empty();
        } catch (Outage.Down e) {
            return Optional.empty();
        }
    }

    /// What computes here costs nothing when it is asked again.
    private CallLog.Begun begun(SeatedModel model) {
        return model.info().computes()
                ? () -> {}
                : log.begin(new CallBegun(asked.key(), asked.request(), model.name(), asked.step()));
    }

    /// The answer is kept, and paid, before the slot of its try is given back.
    private Calls.Answer tries(SeatedModel model, Endpoint.Visit visit, CallLog.Begun begun)
            throws InterruptedException {
        long began = 0;
        for (int failed = 1; true; failed++) {
            DidactException.Transient failure;
            if (visit.enter()) {
                failed = 1;
                began = backoff.nanoTime();
            }
            var event = new TryEvent();
            try {
                part.ifPresent(Purse.Part::check);
                begun.await();
                event.begin();
                Reply reply = once(model, visit);
                event.came(reply);
                visit.answered();
                return kept(model, reply);
            } catch (DidactException.Transient e) {
                event.failed(e);
                failure = e;
                if (e.isOverload()) {
                    visit.refused();
                }
            } finally {
                visit.leave();
                event.commit(model, asked, failed);
            }
            Duration wait = failure.retryAfter().orElse(Duration.ZERO);
            long now = backoff.nanoTime();
            boolean tooLong = wait.compareTo(Outage.LONGEST_CALL.minusNanos(now - began)) >= 0;
            OptionalInt waits = visit.failed(new Outage.Failure(now, failed, tooLong, wait, message(failure)));
            if (waits.isEmpty()) {
                return kept(
                        model,
                        Reply.Failed.of(
                                Fault.Kind.TRANSPORT,
                                message(failure) + (tooLong && !wait.isZero() ? tooLong(wait) : "")));
            }
            backoff.pause(waits.getAsInt(), failure.retryAfter());
        }
    }

    /// What a fallback wrote is no answer of the model that was asked, so no other run takes it for one.
    private Calls.Answer kept(SeatedModel model, Reply reply) {
        boolean repeatable = model.name().equals(asked.model()) && ResponseKey.isWhole(reply);
        Optional<Money> cost = Calls.cost(model, reply);
        log.keep(new CallRecord(
                asked.key(),
                asked.request(),
                model.name(),
                asked.step(),
                asking.exchanges(),
                reply,
                repeatable ? response : "",
                Optional.empty(),
                cost));
        part.ifPresent(paid -> paid.settle(model.name(), reply, cost));
        return new Calls.Answer(reply, model);
    }

    private static String tooLong(Duration asked) {
        return ", and asks to be left alone for " + asked.toSeconds() + " s, while a call may take "
                + Outage.LONGEST_CALL.toMinutes() + " minutes with all its tries";
    }

    private Reply once(SeatedModel model, Endpoint.Visit visit) throws DidactException.Transient, InterruptedException {
        try {
            return Masked.of(model.answer(call, asking), Reply.class);
        } catch (DidactException.Transient e) {
            throw e;
        } catch (DidactException.Unavailable | DidactException.Denied | DidactException.Config e) {
            throw visit.over(message(e), e);
        } catch (DidactException e) {
            return Reply.Failed.of(Fault.Kind.BAD_REQUEST, message(e));
        } catch (PluginFault e) {
            if (e.fault().kind() == Fault.Kind.PLUGIN_QUARANTINED) {
                throw visit.over(message(e), e);
            }
            return Reply.Failed.of(Fault.Kind.PLUGIN_THREW, message(e));
        }
    }

    private static ProblemException unusable(SeatedModel model, Outage.Over why) {
        return new ProblemException(
                Problem.Category.ENVIRONMENT,
                "E401",
                "model '" + model.name() + "' cannot be used: " + message(why),
                why.getCause() == null ? why : why.getCause());
    }

    private static String message(Throwable e) {
        return KnownSecrets.masked(e.getMessage() == null ? e.toString() : e.getMessage());
    }
}
