package dev.didact.engine.internal.loop;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.Step;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Request;
import dev.didact.engine.Spending;
import dev.didact.engine.internal.model.Calls;
import dev.didact.engine.internal.model.SeatedModel;
import dev.didact.engine.internal.model.TaskIdentity;
import dev.didact.engine.internal.plugin.Returned;
import dev.didact.engine.internal.plugin.Sessions;
import dev.didact.engine.internal.record.Masked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Takes a step to its end: makes its calls and goes on with the functions it carries.
final class Steps {
    /// How often one step may ask before it is taken for one that never ends.
    private static final int MOST_ASKS = 1_000;

    private final Calls calls;
    private final Heard heard;

    Steps(Calls calls, Heard heard) {
        this.calls = calls;
        this.heard = heard;
    }

    /// The same, with a [#spending] of its own.
    Steps apart() {
        return new Steps(calls.apart(), heard);
    }

    /// What all calls so far used and cost.
    Spending spending() {
        return calls.spending();
    }

    /// Hears every call with its reply, on the thread that made it.
    interface Heard {
        /// One call.
        void call(TaskIdentity task, String model, Request request, Reply reply);
    }

    /// What a step came to.
    ///
    /// @param value its value
    /// @param requests all requests that were made on the way
    /// @param models the models that answered
    /// @param failed what failed at the first request without an answer
    record End<T>(T value, List<Request> requests, List<SeatedModel> models, Optional<Fault> failed) {}

    /// Takes a step to its end.
    ///
    /// @param task what is worked on; asked for only where a model is asked
    /// @param session whose functions the steps carry
    /// @param seats the models by seat
    /// @param adapt what to change in each request
    /// @param take makes a value of the engine's own of what the plugin returned, on the plugin's thread: a collection
    ///     may be of the plugin's own code
    <S extends AutoCloseable, T> End<T> run(
            Supplier<TaskIdentity> task,
            Sessions<S> session,
            Sessions.Use<S, Step<T>> begin,
            Map<String, SeatedModel> seats,
            UnaryOperator<Request> adapt,
            UnaryOperator<T> take)
            throws DidactException, InterruptedException {
        List<Request> requests = new ArrayList<>();
        List<SeatedModel> models = new ArrayList<>();
        Optional<Fault> failed = Optional.empty();
        Optional<TaskIdentity> known = Optional.empty();
        Step<T> step = session.use(instance -> taken(begin.apply(instance), take));
        for (int asks = 0; asks < MOST_ASKS; asks++) {
            switch (step) {
                case Step.Done<T>(T value) -> {
                    return new End<>(value, requests, models, failed);
                }
                case Step.Ask<T>(var asked, var then) -> {
                    List<Request> adapted = asked.stream()
                            .map(adapt)
                            .map(request -> Masked.of(request, Request.class))
                            .toList();
                    TaskIdentity identity = known.orElseGet(task);
                    known = Optional.of(identity);
                    List<Answered> answers = ask(identity, requests.size(), adapted, seats);
                    List<Reply> replies = answers.stream().map(Answered::reply).toList();
                    requests.addAll(adapted);
                    failed = failed.or(() -> firstFailed(replies));
                    answers.stream()
                            .flatMap(answer -> answer.by().stream())
                            .filter(model -> !models.contains(model))
                            .forEach(models::add);
                    step = session.compute(() -> taken(then.apply(replies), take));
                }
            }
        }
        return session.compute(() -> {
            throw new IllegalStateException("it asked models " + MOST_ASKS
                    + " times in a row for one task and was not done; a step must come to Step.done");
        });
    }

    private static Optional<Fault> firstFailed(List<Reply> replies) {
        return replies.stream()
                .flatMap(reply -> switch (reply) {
                    case Reply.Failed(Fault fault) -> Stream.of(fault);
                    case Reply.Answered _ -> Stream.<Fault>empty();
                })
                .findFirst();
    }

    private static <T> Step<T> taken(Step<T> step, UnaryOperator<T> take) {
        return switch (Returned.by("the function of Step.Ask", step)) {
            case Step.Done<T>(T value) -> Step.done(take.apply(value));
            case Step.Ask<T> ask
            when ask.requests().isEmpty() ->
                throw new IllegalStateException("it asks a model nothing; what asks nothing is Step.done");
            case Step.Ask<T>(var asked, var then) -> new Step.Ask<>(asked, then);
        };
    }

    /// A reply.
    ///
    /// @param by the model that gave it; empty where none is seated
    private record Answered(Reply reply, Optional<SeatedModel> by) {}

    private List<Answered> ask(TaskIdentity task, int from, List<Request> requests, Map<String, SeatedModel> seats)
            throws InterruptedException {
        if (requests.size() == 1) {
            return List.of(ask(task, from, requests.getFirst(), seats));
        }
        return Together.all(requests.size(), i -> ask(task, from + i, requests.get(i), seats));
    }

    private Answered ask(TaskIdentity task, int place, Request request, Map<String, SeatedModel> seats)
            throws InterruptedException {
        Optional<SeatedModel> model = Optional.ofNullable(seats.get(request.seat()));
        Answered answered = model.isEmpty()
                ? new Answered(
                        Reply.Failed.of(
                                Fault.Kind.MISSING_INPUT,
                                "the recipe seats no model at '" + request.seat() + "': add `" + request.seat()
                                        + ": NAME`"),
                        Optional.empty())
                : answered(calls.answer(task, place, model.get(), request));
        heard.call(task, answered.by().map(SeatedModel::name).orElse(request.seat()), request, answered.reply());
        return answered;
    }

    private static Answered answered(Calls.Answer answer) {
        return new Answered(answer.reply(), Optional.of(answer.by()));
    }
}
