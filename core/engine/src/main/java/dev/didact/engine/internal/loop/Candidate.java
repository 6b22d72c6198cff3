package dev.didact.engine.internal.loop;

import dev.didact.api.data.Provenance;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Verdict;

/// A sample that has been graded and waits for its turn to be decided.
///
/// @param id identity: that of its task, and its place among the samples of the task
/// @param sampleIndex place among the samples that its step makes of the item
/// @param attempt the attempt that made it, from 1
/// @param sample the sample
/// @param grade what the criteria said
/// @param verdict what follows
/// @param provenance where it comes from
/// @param last whether no other sample was made from it: it is for learning and export
record Candidate(
        String id,
        int sampleIndex,
        int attempt,
        Sample sample,
        Grade grade,
        Verdict verdict,
        Provenance provenance,
        boolean last) {}
