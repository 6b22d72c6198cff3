package dev.didact.testkit;

/// What a contract expects of a contribution. What one cannot do is declared, with the reason; a gap that is not
/// declared fails, and so does a declared one that is none.
public enum Behaviour {
    /// Its plugin loads by itself and sees the JDK, the API and its own libraries.
    ISOLATED,
    /// The same random seed and the same replies give the same outcome, whoever asks, how often and where.
    DETERMINISTIC,
    /// Nothing is refused when its plugin is [verified][dev.didact.engine.PluginVerification].
    VERIFIED,
    /// No two items of a draw have one id.
    UNIQUE_IDS,
    /// No item tells its key.
    KEEPS_KEYS,
    /// Every passage says where in which document it stands, and under which licence.
    CITES,
    /// Starting data, training and the held-out set have no item in common.
    DISJOINT_PURPOSES,
    /// The functions of its steps are pure.
    PURE_STEPS,
    /// A failed reply becomes no sample and no score.
    KNOWS_FAILED_REPLIES,
    /// What an item says does not change what the model is asked to do with it.
    KEEPS_ITS_TASK,
    /// A revision is told why the attempt before was rejected.
    REVISES,
    /// It answers its criteria, all of them, and nothing else.
    ANSWERS_ITS_CRITERIA,
    /// Every score is on the scale of its criterion, says why, and quotes what stands there.
    GIVES_EVIDENCE,
    /// Empty, huge and foreign samples are graded or not, and break nothing.
    STANDS_ODD_SAMPLES,
    /// The order of siblings does not matter.
    IGNORES_ORDER_OF_SIBLINGS,
    /// A reply does not depend on the other calls of its batch.
    ANSWERS_ONE_BY_ONE,
    /// Several models are open at once, and one goes on when another is closed.
    OPENS_SEVERAL,
    /// The checkpoint that it learned from stays as it was.
    LEAVES_OLD_CHECKPOINT,
    /// A stopped run stops it.
    STOPS,
    /// The receipt names the files that are there, and an export of nothing succeeds.
    GIVES_RECEIPT,
    /// What interrupts its work comes out and is not passed over.
    FAILS_LOUDLY
}
