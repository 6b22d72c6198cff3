package dev.didact.engine;

import dev.didact.engine.Finding.Area;

/// What is expected of a contribution. A contract of an author's tests declares what one cannot do, with the reason; a
/// gap that is not declared fails, and so does a declared one that is none.
public enum Behaviour {
    /// Its plugin loads by itself and sees the JDK, the API and its own libraries.
    ISOLATED(Area.ISOLATION, "loads by itself"),
    /// Nothing is refused when its plugin is [verified][PluginVerification].
    VERIFIED(Area.PACKAGING, "passes plugin verify"),
    /// It is opened and closed as often as one likes, and closed twice.
    OPENS_AND_CLOSES(Area.LIFE, "is opened and closed as often as one likes"),
    /// It is made at once, and does its work when it is opened.
    MADE_AT_ONCE(Area.LIFE, "is made at once"),
    /// Whatever value its schema allows is taken, or refused with the reason, and breaks nothing.
    STANDS_ODD_SETTINGS(Area.CONFIG, "stands what its schema allows"),
    /// No secret that it is handed comes out in a text, a log, an exception or a result.
    KEEPS_SECRETS(Area.SECRETS, "keeps secrets"),
    /// The same random seed and the same replies give the same outcome, whoever asks, how often, when and where.
    DETERMINISTIC(Area.DETERMINISM, "does the same again"),
    /// Two instances at once do what they do one after the other.
    WORKS_IN_PARALLEL(Area.THREADS, "works in parallel"),
    /// A call that waits ends when it is interrupted.
    ENDS_WHEN_INTERRUPTED(Area.THREADS, "ends when it is interrupted"),
    /// No two items of a draw have one id.
    UNIQUE_IDS(Area.SOURCE, "gives each item an id of its own"),
    /// No item tells its key.
    KEEPS_KEYS(Area.SOURCE, "keeps keys to itself"),
    /// Every passage says where in which document it stands, and under which licence.
    CITES(Area.SOURCE, "says where its items come from"),
    /// Starting data, training and the held-out set have no item in common, unless it gives all of them the same.
    DISJOINT_PURPOSES(Area.SOURCE, "keeps apart what items are for"),
    /// Whoever opens it again and passes over the first items gets exactly the rest.
    RESUMES(Area.SOURCE, "goes on where it was left"),
    /// Where items have a level, it is the level that was asked for.
    OBEYS_LEVELS(Area.SOURCE, "obeys levels"),
    /// The functions of its steps are pure.
    PURE_STEPS(Area.STEPS, "may run its steps again"),
    /// A failed reply becomes no sample and no score, whichever reply it is.
    KNOWS_FAILED_REPLIES(Area.STEPS, "knows failed replies"),
    /// What an item says does not change what the model is asked to do with it.
    KEEPS_ITS_TASK(Area.GENERATOR, "keeps its task whatever an item says"),
    /// A revision, where it makes one, is told why the attempt before was rejected.
    REVISES(Area.GENERATOR, "revises with the reasons"),
    /// What it cites in the notation of passages stands in a passage of its item.
    RESOLVES_CITATIONS(Area.GENERATOR, "cites what is there"),
    /// It answers its criteria, all of them, and nothing else.
    ANSWERS_ITS_CRITERIA(Area.RUBRIC, "answers its criteria"),
    /// Every score is on the scale of its criterion, says why, and quotes what stands there.
    GIVES_EVIDENCE(Area.RUBRIC, "gives evidence"),
    /// Empty, huge and foreign samples are graded or not, and break nothing.
    STANDS_ODD_SAMPLES(Area.RUBRIC, "stands odd samples"),
    /// Without an input that it requires it gives no score, and without an optional one it is not ungraded.
    KNOWS_MISSING_INPUTS(Area.RUBRIC, "knows missing inputs"),
    /// A judge's reply that says nothing becomes no score.
    KNOWS_BROKEN_REPLIES(Area.RUBRIC, "knows broken replies"),
    /// A judge that declines gives no score.
    KNOWS_REFUSALS(Area.RUBRIC, "knows refusals"),
    /// The order of siblings does not matter.
    IGNORES_ORDER_OF_SIBLINGS(Area.RUBRIC, "ignores the order of siblings"),
    /// A reply does not depend on the other calls of its batch.
    ANSWERS_ONE_BY_ONE(Area.MODEL, "answers each call by itself"),
    /// Several models are open at once, and one goes on when another is closed.
    OPENS_SEVERAL(Area.MODEL, "opens several models"),
    /// What a broken endpoint says is a failed call of the right kind, and never an answer.
    KNOWS_BROKEN_ENDPOINTS(Area.MODEL, "knows broken endpoints"),
    /// The checkpoint that it learned from stays as it was.
    LEAVES_OLD_CHECKPOINT(Area.LEARNER, "leaves the old checkpoint as it was"),
    /// A stopped run stops it, and leaves nothing half done.
    STOPS(Area.LIFE, "stops when it is told to"),
    /// The receipt names the files that are there, and an export of nothing succeeds.
    GIVES_RECEIPT(Area.EXPORTER, "gives a true receipt"),
    /// Samples of every verdict are written or named as left out.
    HANDLES_EVERY_VERDICT(Area.EXPORTER, "handles every verdict"),
    /// What interrupts its work, such as a full disk, comes out and is not passed over.
    FAILS_LOUDLY(Area.EXPORTER, "fails loudly");

    private final Area area;
    private final String words;

    Behaviour(Area area, String words) {
        this.area = area;
        this.words = words;
    }

    /// What it is about.
    public Area area() {
        return area;
    }

    /// What one does that behaves so: `keeps secrets`.
    public String words() {
        return words;
    }
}
