package dev.didact.api.data;

/// What items are drawn for. The items of [#TRAINING], [#HELD_OUT] and [#STARTING] have no item in common.
public enum Purpose {
    /// Examples with their answers that a student starts from.
    STARTING,
    /// What samples are generated from.
    TRAINING,
    /// What only the measure sees.
    HELD_OUT,
    /// Examples with their answers that are mixed into every lesson; a source whose starting data are all that it was
    /// given returns those.
    ANCHOR
}
