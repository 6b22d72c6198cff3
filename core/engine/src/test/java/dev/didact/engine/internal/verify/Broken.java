package dev.didact.engine.internal.verify;

import dev.didact.engine.Behaviour;
import dev.didact.engine.Finding.Severity;
import java.util.stream.Stream;

/// A plugin that does not do one thing.
///
/// @param good what it would be without
/// @param behaviour what that is
/// @param before what stands in that
/// @param after what stands there instead
/// @param severity how much it matters
/// @param says what is found
record Broken(Good good, Behaviour behaviour, String before, String after, Severity severity, String says) {
    /// What some of them need: state that outlives an instance, and ways to do what nobody should.
    private static final String STATIC = """
            final class Static {
                static final AtomicInteger NUMBER = new AtomicInteger();
                static final AtomicInteger INSIDE = new AtomicInteger();
                static final List<InputStream> OPEN = new ArrayList<>();
                static boolean waited(Context context) {
                    try {
                        context.http().send(new Http.Call("GET", URI.create("https://example.org"), Map.of(),
                                new byte[0], Duration.ofSeconds(9)));
                    } catch (Exception e) {
                        return true;
                    }
                    return true;
                }
                static Http.Answer sent(Context context, Http.Call call) throws DidactException {
                    try {
                        return context.http().send(call);
                    } catch (InterruptedException e) {
                        return new Http.Answer(200, Map.of(), new byte[0]);
                    }
                }
                static boolean alone() {
                    INSIDE.incrementAndGet();
                    try {
                        Thread.sleep(2);
                        return INSIDE.get() == 1;
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    } finally {
                        INSIDE.decrementAndGet();
                    }
                }
                static void work() {
                    var threads = java.lang.management.ManagementFactory.getThreadMXBean();
                    long end = threads.getCurrentThreadCpuTime() + 100_000_000L;
                    while (threads.getCurrentThreadCpuTime() < end) {
                        NUMBER.incrementAndGet();
                    }
                }
                static void open() {
                    try {
                        OPEN.add(new FileInputStream("/dev/null"));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
                static List<DecidedSample> three(Iterable<DecidedSample> samples) {
                    List<DecidedSample> three = new ArrayList<>();
                    Iterator<DecidedSample> each = samples.iterator();
                    while (three.size() < 3 && each.hasNext()) {
                        three.add(each.next());
                    }
                    return three;
                }
            }
            """;

    String source() {
        return good.broken(before, after) + STATIC;
    }

    @Override
    public String toString() {
        return good + ": " + says;
    }

    static Stream<Broken> all() {
        return Stream.of(sources(), generators(), rubrics(), models(), learners(), exporters())
                .flatMap(some -> some);
    }

    private static Broken bad(Good good, Behaviour behaviour, String before, String after, String says) {
        return new Broken(good, behaviour, before, after, Severity.REFUSED, says);
    }

    private static Broken odd(Good good, Behaviour behaviour, String before, String after, String says) {
        return new Broken(good, behaviour, before, after, Severity.WARNING, says);
    }

    private static Stream<Broken> sources() {
        return Stream.of(
                bad(
                        Good.SOURCE,
                        Behaviour.UNIQUE_IDS,
                        "Item.of(text,",
                        "Item.of(\"same\",",
                        "gives two items the id 'same'"),
                odd(Good.SOURCE, Behaviour.KEEPS_KEYS, "withKey(\"forty-two\")", "withKey(text)", "tells the key"),
                bad(
                        Good.SOURCE,
                        Behaviour.CITES,
                        "document.whole()",
                        "new Passage(text, 0, 3, text, document.origin())",
                        "its text has"),
                bad(Good.SOURCE, Behaviour.CITES, "\"CC0-1.0\"", "\"ask us!\"", "its licence is 'ask us!'"),
                bad(
                        Good.SOURCE,
                        Behaviour.DISJOINT_PURPOSES,
                        "draw.purpose() + \" \"",
                        "(i == 0 ? \"x\" : draw.purpose()) + \" \"",
                        "for STARTING and for TRAINING"),
                bad(Good.SOURCE, Behaviour.OBEYS_LEVELS, "draw.level().orElse(i % 2)", "i % 2", "of level 1"),
                bad(
                        Good.SOURCE,
                        Behaviour.RESUMES,
                        "(int i = 0;",
                        "(int i = Static.NUMBER.getAndIncrement() % 2;",
                        "does not go on where it was left"),
                bad(
                        Good.SOURCE,
                        Behaviour.ENDS_WHEN_INTERRUPTED,
                        "each.hasNext() ?",
                        "Static.waited(context) && each.hasNext() ?",
                        "gives an answer where it was interrupted"),
                bad(
                        Good.SOURCE,
                        Behaviour.WORKS_IN_PARALLEL,
                        "\" question \"",
                        "\" \" + Static.alone() + \" \"",
                        "when several instances work at once"),
                bad(
                        Good.SOURCE,
                        Behaviour.DETERMINISTIC,
                        "\" question \"",
                        "\" \" + System.nanoTime()",
                        "the same when it is asked again"),
                bad(
                        Good.SOURCE,
                        Behaviour.DETERMINISTIC,
                        "\" question \"",
                        "String.format(\" %d \", i)",
                        "in another language and time zone"),
                bad(
                        Good.SOURCE,
                        Behaviour.DETERMINISTIC,
                        "\" question \"",
                        "\" \" + context.clock().instant()",
                        "at another time"),
                bad(
                        Good.SOURCE,
                        Behaviour.DETERMINISTIC,
                        "\" question \"",
                        "\" \" + context.threads()",
                        "with one thread"),
                bad(
                        Good.SOURCE,
                        Behaviour.KEEPS_SECRETS,
                        "\" question \"",
                        "context.secret(new SecretName(\"env:KEY\"))",
                        "tells a secret in what it makes"),
                bad(
                        Good.SOURCE,
                        Behaviour.KEEPS_SECRETS,
                        "int level =",
                        "context.log().info(\"key {}\", context.secret(new SecretName(\"env:KEY\"))); int level =",
                        "tells a secret in what it logs"),
                bad(
                        Good.SOURCE,
                        Behaviour.KEEPS_SECRETS,
                        "int level =",
                        "if (i == 4) throw new DidactException.Unavailable(context.secret(new SecretName(\"env:KEY\"))); int level =",
                        "tells a secret in what it throws"),
                bad(
                        Good.SOURCE,
                        Behaviour.STANDS_ODD_SETTINGS,
                        "List<Item> items = new",
                        "int share = 10 / config.items(); List<Item> items = new",
                        "breaks when it is opened with items: 0"),
                bad(
                        Good.SOURCE,
                        Behaviour.STANDS_ODD_SETTINGS,
                        "int items) {}",
                        "int items) { public Config { if (items == 0) throw new AssertionError(\"none\"); } }",
                        "breaks when it is opened with items: 0, which its schema allows: plugin org.example.looked@1.0.0"
                                + " failed: AssertionError: none at org.example.Looked"),
                odd(
                        Good.SOURCE,
                        Behaviour.MADE_AT_ONCE,
                        "public record Config",
                        "public Looked() { Static.work(); } public record Config",
                        "ms when it is made"),
                odd(
                        Good.SOURCE,
                        Behaviour.OPENS_AND_CLOSES,
                        "List<Item> items = new",
                        "Static.open(); List<Item> items = new",
                        "files or connections open"),
                bad(
                        Good.SOURCE,
                        Behaviour.OPENS_AND_CLOSES,
                        "return () -> each",
                        "if (Static.NUMBER.getAndIncrement() > 60) { throw new IllegalStateException(\"too many\"); } return () -> each",
                        "too many"));
    }

    private static Stream<Broken> generators() {
        return Stream.of(
                bad(
                        Good.GENERATOR,
                        Behaviour.KNOWS_FAILED_REPLIES,
                        "List.of();",
                        "List.of(Sample.of(\"x\", failed.fault().message()));",
                        "makes the sample 'the call failed"),
                bad(
                        Good.GENERATOR,
                        Behaviour.PURE_STEPS,
                        "answered.text() + \" \"",
                        "Static.NUMBER.getAndIncrement() + \" \"",
                        "when the function of a step runs again"),
                odd(
                        Good.GENERATOR,
                        Behaviour.KEEPS_ITS_TASK,
                        "Settings.DEFAULT",
                        "Settings.DEFAULT.withMaxTokens(job.item().content().length())",
                        "asks something else where an item says"),
                odd(
                        Good.GENERATOR,
                        Behaviour.REVISES,
                        "rejected.grade()",
                        "\"it\"",
                        "asks for a revision without the reason"),
                bad(
                        Good.GENERATOR,
                        Behaviour.RESOLVES_CITATIONS,
                        "job.item().passages().getFirst().reference()",
                        "\"other.txt[0,5)\"",
                        "cites other.txt[0,5)"));
    }

    private static Stream<Broken> rubrics() {
        return Stream.of(
                bad(
                        Good.RUBRIC,
                        Behaviour.KNOWS_FAILED_REPLIES,
                        "new Ungraded(failed.fault())",
                        "RIGHT.answer(false, List.of(Evidence.because(\"failed\")))",
                        "makes the score 0.0 of criterion 'right' of replies that all failed"),
                bad(
                        Good.RUBRIC,
                        Behaviour.ANSWERS_ITS_CRITERIA,
                        "Map.of(\"right\", read(",
                        "Map.of(\"wrong\", read(",
                        "has the criteria [right] and answers [wrong]"),
                bad(
                        Good.RUBRIC,
                        Behaviour.GIVES_EVIDENCE,
                        "Evidence.because(\"it says so\")",
                        "Evidence.quote(new Span(\"response\", 0, 3, \"xyz\"), \"quoted\")",
                        "a score that cannot stand"),
                odd(
                        Good.RUBRIC,
                        Behaviour.GIVES_EVIDENCE,
                        "List.of(Evidence.because(\"it says so\"))",
                        "List.of()",
                        "does not say why"),
                bad(
                        Good.RUBRIC,
                        Behaviour.STANDS_ODD_SAMPLES,
                        "return subject -> {",
                        "return subject -> { subject.sample().response().charAt(0);",
                        "breaks on an empty sample"),
                bad(
                        Good.RUBRIC,
                        Behaviour.KNOWS_MISSING_INPUTS,
                        "subject.reference().isEmpty()",
                        "false",
                        "the score 1.0 without the input 'reference'"),
                bad(
                        Good.RUBRIC,
                        Behaviour.KNOWS_MISSING_INPUTS,
                        "return subject -> {",
                        "return subject -> { subject.reference().orElseThrow();",
                        "breaks without the input 'reference'"),
                bad(
                        Good.RUBRIC,
                        Behaviour.KNOWS_MISSING_INPUTS,
                        "\"no reference\")));",
                        "\"no reference\"))); } if (!subject.inputs().containsKey(\"hint\")) { return Step.done(Map.of(\"right\", Ungraded.of(Fault.Kind.MISSING_INPUT, \"no hint\")));",
                        "without the input 'hint', which it calls optional"),
                bad(
                        Good.RUBRIC,
                        Behaviour.KNOWS_BROKEN_REPLIES,
                        "answered.text().contains(\"}{\")",
                        "false",
                        "of the judge's reply"),
                bad(
                        Good.RUBRIC,
                        Behaviour.KNOWS_REFUSALS,
                        "answered.finish() != Reply.Finish.STOP",
                        "false",
                        "although the judge declined"),
                bad(
                        Good.RUBRIC,
                        Behaviour.IGNORES_ORDER_OF_SIBLINGS,
                        "Evidence.because(\"it says so\")",
                        "Evidence.because(subject.siblings().getFirst().response())",
                        "in another order"));
    }

    private static Stream<Broken> models() {
        return Stream.of(
                bad(
                        Good.MODEL,
                        Behaviour.ANSWERS_ONE_BY_ONE,
                        "call.lastUserText() +",
                        "call.lastUserText() + replies.size() +",
                        "replies otherwise in batches"),
                bad(
                        Good.MODEL,
                        Behaviour.ANSWERS_ONE_BY_ONE,
                        "return replies;",
                        "return replies.subList(0, 1);",
                        "gives 3 replies to 3 calls by themselves and 2 in batches"),
                bad(
                        Good.MODEL,
                        Behaviour.OPENS_SEVERAL,
                        "call.lastUserText() +",
                        "call.lastUserText() + System.identityHashCode(this) +",
                        "when another model of it is open"),
                bad(
                        Good.REMOTE_MODEL,
                        Behaviour.KNOWS_BROKEN_ENDPOINTS,
                        "!text.startsWith(\"{\") || !text.endsWith(\"}\")",
                        "false",
                        "takes it for the answer"),
                bad(
                        Good.REMOTE_MODEL,
                        Behaviour.KNOWS_BROKEN_ENDPOINTS,
                        "answer.header(\"retry-after\")",
                        "answer.header(\"retry-later\")",
                        "how long the endpoint asks to be left alone"),
                bad(
                        Good.REMOTE_MODEL,
                        Behaviour.KNOWS_BROKEN_ENDPOINTS,
                        "answer.status() >= 500",
                        "answer.status() > 500",
                        "takes it for the answer"),
                bad(
                        Good.REMOTE_MODEL,
                        Behaviour.KNOWS_BROKEN_ENDPOINTS,
                        "return Reply.Failed.of(Fault.Kind.UNPARSEABLE, \"no JSON\");",
                        "throw new IllegalStateException(\"no JSON\");",
                        "breaks where the endpoint says 200"),
                bad(
                        Good.REMOTE_MODEL,
                        Behaviour.KNOWS_BROKEN_ENDPOINTS,
                        "throw new DidactException.Transient",
                        "if (answer.status() == 503) { throw new DidactException.Permanent(\"not now\"); } throw new DidactException.Transient",
                        "gives up for good"),
                bad(
                        Good.REMOTE_MODEL,
                        Behaviour.KNOWS_BROKEN_ENDPOINTS,
                        "throw new DidactException.Transient",
                        "if (answer.status() == 503) { return Reply.Failed.of(Fault.Kind.BAD_REQUEST, \"not now\"); } throw new DidactException.Transient",
                        "calls it bad-request"),
                bad(
                        Good.REMOTE_MODEL,
                        Behaviour.ENDS_WHEN_INTERRUPTED,
                        "Http.Answer answer = context.http().send(",
                        "Http.Answer answer = Static.sent(context, ",
                        "gives an answer where it was interrupted"),
                bad(
                        Good.REMOTE_MODEL,
                        Behaviour.KEEPS_SECRETS,
                        "return List.of(read(answer));",
                        "context.log().info(key); return List.of(read(answer));",
                        "tells a secret"));
    }

    private static Stream<Broken> learners() {
        return Stream.of(
                bad(
                        Good.LEARNER,
                        Behaviour.LEAVES_OLD_CHECKPOINT,
                        "Files.writeString(file, learned);",
                        "Files.writeString(file, learned); if (lesson.from().isPresent()) { Files.writeString(Path.of(lesson.from().get().reference()).resolve(\"learned.txt\"), \"gone\"); }",
                        "changes the checkpoint that it learns from"),
                bad(
                        Good.LEARNER,
                        Behaviour.LEAVES_OLD_CHECKPOINT,
                        "lesson.from());",
                        "Optional.empty());",
                        "whose parent is none"),
                bad(
                        Good.LEARNER,
                        Behaviour.STOPS,
                        "context.checkCancelled();",
                        "context.progress(1, 2, \"\");",
                        "learns its whole lesson although the run was stopped"),
                bad(
                        Good.LEARNER,
                        Behaviour.STOPS,
                        "context.checkCancelled();",
                        "Files.writeString(file, learned); context.checkCancelled();",
                        "leaves [learned.txt] when it is stopped"),
                odd(
                        Good.LEARNER,
                        Behaviour.DETERMINISTIC,
                        "lesson.randomSeed() + \" \"",
                        "System.nanoTime() + \" \"",
                        "the same when it is asked again"));
    }

    private static Stream<Broken> exporters() {
        return Stream.of(
                bad(
                        Good.EXPORTER,
                        Behaviour.GIVES_RECEIPT,
                        "Written(\"samples.txt\"",
                        "Written(\"others.txt\"",
                        "names the files [others.txt] and writes [samples.txt]"),
                bad(
                        Good.EXPORTER,
                        Behaviour.HANDLES_EVERY_VERDICT,
                        "context.checkCancelled();",
                        "if (!sample.verdict().word().equals(\"accepted\")) { continue; }",
                        "neither writes it nor says"),
                bad(
                        Good.EXPORTER,
                        Behaviour.FAILS_LOUDLY,
                        "throw new DidactException.Unavailable(\"cannot be written\", e);",
                        "throw new UncheckedIOException(e);",
                        "breaks where its folder cannot be written"),
                bad(
                        Good.EXPORTER,
                        Behaviour.FAILS_LOUDLY,
                        ": samples) {",
                        ": Static.three(samples)) {",
                        "says that all is well where its samples could not be read"),
                bad(
                        Good.EXPORTER,
                        Behaviour.STOPS,
                        "context.checkCancelled();",
                        "try { context.checkCancelled(); } catch (InterruptedException e) { throw new DidactException.Permanent(\"stopped\", e); }",
                        "throws Permanent when it is stopped"));
    }
}
