package dev.didact.engine.internal.loop;

import dev.didact.api.Context;
import dev.didact.api.Generator;
import dev.didact.api.NoConfig;
import dev.didact.api.Step;
import dev.didact.api.config.Default;
import dev.didact.api.data.Sample;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Request;
import dev.didact.api.model.Settings;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Ways to make a sample of a question.
final class SumGenerators {
    private SumGenerators() {}

    /// A blank answer makes no sample.
    private static List<Sample> sample(Generator.Job job, Reply reply) {
        return switch (reply) {
            case Reply.Answered answered when answered.text().isBlank() -> List.of();
            case Reply.Answered answered -> List.of(Sample.of(job.item().content(), answered.text()));
            case Reply.Failed _ -> List.of();
        };
    }

    /// Asks the question and takes the answer.
    record Answer(Sums world) implements Generator<Answer.Config> {
        /// @param before what stands before the question
        record Config(@Default("") String before) {}

        @Override
        public Session open(Answer.Config config, Context context) {
            return job -> {
                world.seen.add(job.toString());
                return Step.ask(
                        Request.of(config.before() + job.item().content(), Settings.DEFAULT),
                        reply -> sample(job, reply));
            };
        }
    }

    /// Asks the question, and asks otherwise where an answer is to be mended.
    record Mending(Sums world) implements Generator<NoConfig> {
        @Override
        public Session open(NoConfig config, Context context) {
            return job -> {
                world.seen.add(job.toString());
                String asked =
                        (job.revise().isPresent() ? "mend " : "") + job.item().content();
                return Step.ask(Request.of(asked, Settings.DEFAULT), reply -> switch (reply) {
                    case Reply.Answered answered -> List.of(Sample.of(asked, answered.text()));
                    case Reply.Failed _ -> List.of();
                });
            };
        }
    }

    /// Asks for two drafts at once, then for the better one.
    record Draft() implements Generator<NoConfig> {
        @Override
        public Session open(NoConfig config, Context context) {
            return job -> {
                Request draft = Request.of(job.item().content(), Settings.DEFAULT);
                return new Step.Ask<>(
                        List.of(draft, draft),
                        drafts -> Step.ask(
                                Request.of(job.item().content(), Settings.DEFAULT.withMaxTokens(drafts.size())),
                                last -> sample(job, last)));
            };
        }
    }

    /// Fails in a way of its own at the items whose id ends so.
    record Failing() implements Generator<Failing.Config> {
        /// @param at end of the ids of the items at which it fails
        /// @param how the way
        record Config(
                @Default("-0") String at, @Default("throw") How how) {}

        /// Ways to fail.
        enum How {
            THROW,
            THROW_LATER,
            NOTHING,
            NOTHING_INSIDE,
            NOTHING_ASKED,
            NO_PROMPT,
            NO_STEP,
            ASKS_NOTHING,
            ASKS_FOREVER,
            TOO_LONG,
            OVERFLOW
        }

        @Override
        public Session open(Failing.Config config, Context context) {
            return job -> {
                Request request = Request.of(job.item().content(), Settings.DEFAULT);
                if (!job.item().id().endsWith(config.at())) {
                    return Step.ask(request, reply -> sample(job, reply));
                }
                return switch (config.how()) {
                    case THROW -> throw new IllegalStateException("cannot be");
                    case THROW_LATER ->
                        Step.ask(request, _ -> {
                            throw new IllegalStateException("cannot be read");
                        });
                    case NOTHING -> Step.done(Nothing.of());
                    case NOTHING_INSIDE -> Step.ask(request, _ -> java.util.Collections.singletonList(Nothing.of()));
                    case NOTHING_ASKED -> new Step.Ask<>(Nothing.of(), _ -> Step.done(List.of()));
                    case NO_PROMPT -> Step.ask(request, _ -> List.of(Sample.of(Nothing.of(), "42")));
                    case NO_STEP -> Nothing.of();
                    case ASKS_NOTHING -> new Step.Ask<>(List.of(), _ -> Step.done(List.of()));
                    case ASKS_FOREVER -> forever(request);
                    case TOO_LONG -> Step.done(List.of(Sample.of("2+2", "4".repeat(3_000_000))));
                    case OVERFLOW -> throw new StackOverflowError();
                };
            };
        }
    }

    private static Step<List<Sample>> forever(Request request) {
        return new Step.Ask<>(List.of(request), _ -> forever(request));
    }

    /// Asks something else each time it is called.
    record Impure() implements Generator<NoConfig> {
        private static final AtomicInteger CALLS = new AtomicInteger();

        @Override
        public Session open(NoConfig config, Context context) {
            return job -> Step.ask(
                    Request.of(job.item().content(), Settings.DEFAULT.withMaxTokens(CALLS.incrementAndGet())),
                    reply -> sample(job, reply));
        }
    }
}
