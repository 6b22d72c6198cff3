package dev.didact.engine.internal.workspace;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The kinds of events in a run's journal.
public final class Kinds {
    /// The run with its recipe, its plugins and its environment; always the first.
    public static final String OPENED = "run.opened";

    /// A call to a model is about to be made, under its identity; written before anything is sent.
    public static final String CALL_STARTED = "call.started";

    /// A model's answer, under the identity of the call: as it came, and what was read from it.
    public static final String CALL = "call.finished";

    /// The same in journals that have no raw answers; it is read and not written any more.
    public static final String ANSWER = "call";

    /// A model as it was opened for a round.
    public static final String MODEL = "model";

    /// An item that samples were made from; stands before them.
    public static final String ITEM = "item";

    /// A better and a worse sample of the item before; stands behind its samples.
    public static final String PAIR = "pair";

    /// A sample with grade, verdict and provenance.
    public static final String SAMPLE = "sample";

    /// What came of the items before, so that the round can be gone on with behind them.
    public static final String COUNTED = "round.counted";

    /// The time was up before all items of the round were started: how many were.
    public static final String CUT = "round.cut";

    /// What the learner was given.
    public static final String LESSON = "lesson";

    /// What the learner returned.
    public static final String CHECKPOINT = "checkpoint";

    /// A round is over: what came of it, and the state that the next one starts from.
    public static final String ROUND = "round.closed";

    /// A model answers nobody; its calls wait, or go to another model.
    public static final String MODEL_DOWN = "model.down";

    /// It answers again.
    public static final String MODEL_UP = "model.up";

    /// The run stands still until it is resumed.
    public static final String PAUSED = "run.paused";

    /// The run goes on.
    public static final String RESUMED = "run.resumed";

    /// The run is over.
    public static final String FINISHED = "run.finished";

    /// What says how far a run came and how it stands; few and near the end of each round.
    public static final Set<String> OUTLINE = Set.of(OPENED, ROUND, MODEL_DOWN, MODEL_UP, PAUSED, RESUMED, FINISHED);

    /// What is found again without reading everything else: the outline, and from where a run can be gone on with.
    public static final Set<String> MARKED =
            Stream.concat(OUTLINE.stream(), Stream.of(MODEL, COUNTED)).collect(Collectors.toUnmodifiableSet());

    private Kinds() {}
}
