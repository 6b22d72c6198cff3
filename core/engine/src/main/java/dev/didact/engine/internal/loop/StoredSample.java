package dev.didact.engine.internal.loop;

import dev.didact.api.data.Item;
import dev.didact.api.data.Provenance;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Verdict;

/// A decided sample as the journal keeps it; its item stands before it.
///
/// @param number its number in the run, from 1
/// @param id its identity, the same in every run that makes the same sample
/// @param item id of its item
/// @param sampleIndex place among the samples that its step makes of the item
/// @param attempt the attempt that made it
/// @param sample the sample
/// @param grade what the criteria said
/// @param verdict what happens to it
/// @param provenance where it comes from
record StoredSample(
        long number,
        String id,
        String item,
        int sampleIndex,
        int attempt,
        Sample sample,
        Grade grade,
        Verdict verdict,
        Provenance provenance) {
    static StoredSample of(long number, Item item, Candidate candidate) {
        return new StoredSample(
                number,
                candidate.id(),
                item.id(),
                candidate.sampleIndex(),
                candidate.attempt(),
                candidate.sample(),
                candidate.grade(),
                candidate.verdict(),
                candidate.provenance());
    }

    DecidedSample decided(Item from) {
        return new DecidedSample(
                provenance.generatedBy().run() + "/" + number,
                from,
                sampleIndex,
                attempt,
                sample,
                grade,
                verdict,
                provenance);
    }
}
