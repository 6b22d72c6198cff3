package dev.didact.engine.internal.verify;

/// One plugin of each kind that does all that is expected of it, as source text. Tests break one of them in one place.
enum Good {
    SOURCE("""
            public final class Looked implements DataSource<Looked.Config> {
                public record Config(@Default("5") int items) {}
                @Override public Reader open(Config config, Draw draw, Context context) throws DidactException {
                    List<Item> items = new ArrayList<>();
                    for (int i = 0; i < config.items(); i++) {
                        items.add(item(draw, i, context));
                    }
                    Iterator<Item> each = items.iterator();
                    return () -> each.hasNext() ? Optional.of(each.next()) : Optional.empty();
                }
                private static Item item(Draw draw, int i, Context context) throws DidactException {
                    int level = draw.level().orElse(i % 2);
                    String text = draw.purpose() + " " + draw.round() + " question " + i + " of " + level;
                    Document document = Document.generated("looked", text, text, Licence.declared("CC0-1.0", "made here"));
                    return Item.of(text, text, document.whole()).withKey("forty-two").atLevel(level);
                }
            }
            """),
    GENERATOR("""
            public final class Looked implements Generator<NoConfig> {
                @Override public Session open(NoConfig config, Context context) {
                    return job -> Step.ask(request(job), reply -> read(job, reply));
                }
                private static Request request(Job job) {
                    return Request.of("Summarise:\\n" + job.item().content() + reasons(job), Settings.DEFAULT);
                }
                private static String reasons(Job job) {
                    return job.revise().map(rejected -> "\\nMend: " + rejected.grade()).orElse("");
                }
                private static List<Sample> read(Job job, Reply reply) {
                    return switch (reply) {
                        case Reply.Answered answered -> List.of(Sample.of(job.item().content(),
                                answered.text() + " " + job.item().passages().getFirst().reference()));
                        case Reply.Failed failed -> List.of();
                    };
                }
            }
            """),
    RUBRIC("""
            public final class Looked implements Rubric<NoConfig> {
                private static final Criterion RIGHT = new Criterion("right", "Is it right?", Scale.yesNo(),
                        Set.of("prompt", "response", "reference", "siblings"), Set.of("hint"));
                @Override public List<Criterion> criteria(NoConfig config) {
                    return List.of(RIGHT);
                }
                @Override public Grader open(NoConfig config, Context context) {
                    return subject -> {
                        if (subject.reference().isEmpty() || subject.siblings().isEmpty()) {
                            return Step.done(Map.of("right", Ungraded.of(Fault.Kind.MISSING_INPUT, "no reference")));
                        }
                        return Step.ask(
                                new Request(Request.JUDGE, List.of(Message.user(subject.sample().response())),
                                        Optional.empty(), Settings.DEFAULT),
                                reply -> Map.of("right", read(subject, reply)));
                    };
                }
                private static CriterionResult read(Subject subject, Reply reply) {
                    return switch (reply) {
                        case Reply.Failed failed -> new Ungraded(failed.fault());
                        case Reply.Answered answered -> read(subject, answered);
                    };
                }
                private static CriterionResult read(Subject subject, Reply.Answered answered) {
                    if (answered.finish() != Reply.Finish.STOP) {
                        return Ungraded.of(Fault.Kind.REFUSED, "declined");
                    }
                    if (answered.text().isBlank() || answered.text().contains("}{")) {
                        return Ungraded.of(Fault.Kind.UNPARSEABLE, "says nothing");
                    }
                    return RIGHT.answer(true, List.of(Evidence.because("it says so")));
                }
            }
            """),
    MODEL("""
            public final class Looked implements ModelProvider<NoConfig> {
                @Override public Model open(NoConfig config, Optional<Checkpoint> checkpoint, Context context) {
                    return new Model() {
                        @Override public ModelInfo info() {
                            return new ModelInfo("looked", false, 2, "CC0-1.0", Provenance.Served.LOCAL);
                        }
                        @Override public List<Reply> answer(List<ModelCall> batch) {
                            List<Reply> replies = new ArrayList<>();
                            for (ModelCall call : batch) {
                                replies.add(Reply.Answered.of(call.lastUserText() + call.randomSeed(), Usage.NONE));
                            }
                            return replies;
                        }
                    };
                }
            }
            """),
    REMOTE_MODEL("""
            public final class Looked implements ModelProvider<NoConfig> {
                @Override public Model open(NoConfig config, Optional<Checkpoint> checkpoint, Context context)
                        throws DidactException {
                    String key = context.secret(new SecretName("env:KEY"));
                    return new Model() {
                        @Override public ModelInfo info() {
                            return new ModelInfo("looked", false, 1, "CC0-1.0", Provenance.Served.REMOTE);
                        }
                        @Override public List<Reply> answer(List<ModelCall> batch)
                                throws DidactException, InterruptedException {
                            Http.Answer answer = context.http().send(new Http.Call("GET",
                                    URI.create("https://example.org"), Map.of("Key", key), new byte[0],
                                    Duration.ofSeconds(9)));
                            return List.of(read(answer));
                        }
                    };
                }
                private static Reply read(Http.Answer answer) throws DidactException {
                    if (answer.status() == 429 || answer.status() >= 500) {
                        throw new DidactException.Transient("not now", answer.header("retry-after")
                                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds))));
                    }
                    String text = new String(answer.body());
                    if (!text.startsWith("{") || !text.endsWith("}")) {
                        return Reply.Failed.of(Fault.Kind.UNPARSEABLE, "no JSON");
                    }
                    return Reply.Answered.of(text, Usage.NONE);
                }
            }
            """),
    LEARNER("""
            public final class Looked implements Learner<NoConfig> {
                @Override public Session open(NoConfig config, Context context) {
                    return lesson -> learn(lesson, context);
                }
                private static Checkpoint learn(Lesson lesson, Context context)
                        throws DidactException, InterruptedException {
                    String learned = lesson.randomSeed() + " " + lesson.round();
                    Path file = lesson.output().resolve("learned.txt");
                    try {
                        for (Lesson.Example example : lesson.anchors()) {
                            context.checkCancelled();
                            learned = learned + example.response();
                        }
                        Files.writeString(file, learned);
                        return Checkpoint.folder(lesson.output(), lesson.from());
                    } catch (IOException e) {
                        throw new DidactException.Unavailable("cannot be written", e);
                    }
                }
            }
            """),
    EXPORTER("""
            public final class Looked implements Exporter<NoConfig> {
                @Override public Writer open(NoConfig config, Path folder, Context context) {
                    return samples -> write(samples, folder, context);
                }
                private static Receipt write(Iterable<DecidedSample> samples, Path folder, Context context)
                        throws DidactException, InterruptedException {
                    long written = 0;
                    try (java.io.Writer out = Files.newBufferedWriter(folder.resolve("samples.txt"))) {
                        for (DecidedSample sample : samples) {
                            context.checkCancelled();
                            out.write(sample.verdict().word() + " " + sample.sample().response() + "\\n");
                            written++;
                        }
                    } catch (IOException e) {
                        throw new DidactException.Unavailable("cannot be written", e);
                    }
                    return new Receipt(List.of(new Receipt.Written("samples.txt", written)), List.of());
                }
            }
            """);

    private static final String HEAD = """
            package org.example;
            import dev.didact.api.*;
            import dev.didact.api.config.*;
            import dev.didact.api.data.*;
            import dev.didact.api.grading.*;
            import dev.didact.api.grading.CriterionResult.Ungraded;
            import dev.didact.api.model.*;
            import java.io.*;
            import java.net.URI;
            import java.nio.file.*;
            import java.time.Duration;
            import java.util.*;
            import java.util.concurrent.atomic.*;
            @Contributes(id = "looked", title = "Looked at")
            """;

    private final String text;

    Good(String text) {
        this.text = text;
    }

    /// Its source.
    String source() {
        return HEAD + text;
    }

    /// Its source with something else in one place.
    String broken(String before, String after) {
        if (!text.contains(before)) {
            throw new IllegalArgumentException("no '" + before + "' in " + text);
        }
        return HEAD + text.replace(before, after);
    }
}
