package dev.didact.engine.internal.loop;

import dev.didact.api.Learner;
import dev.didact.engine.internal.plugin.Sessions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// How the student learns, ready to work.
///
/// @param identity hash of learner, configuration and student
/// @param sessions the instance of the learner
/// @param updates name of the model that is the student
/// @param from ids of the steps whose samples and pairs a lesson holds
/// @param start source of the starting data; empty to start from the model as it is configured
/// @param startSteps how many steps of training the starting data get
/// @param fromBase whether every round starts from the model as it is configured, not from the last checkpoint
/// @param anchors source of the anchors
/// @param share the part of each lesson that the anchors make up
/// @param accumulate whether a lesson holds the samples of all rounds so far
/// @param rollback whether a round that lowers a measure that must not fall is given up
/// @param derivable whether the same lesson gives the same checkpoint, so that a replay can learn it again
record LearnPlan(
        String identity,
        Sessions<Learner.Session> sessions,
        String updates,
        List<String> from,
        Optional<SourcePlan> start,
        OptionalInt startSteps,
        boolean fromBase,
        Optional<SourcePlan> anchors,
        double share,
        boolean accumulate,
        boolean rollback,
        boolean derivable) {}
