package dev.didact.engine.internal.loop;

import dev.didact.engine.Cassette;
import dev.didact.engine.internal.exchange.CassetteCall;
import dev.didact.engine.internal.exchange.CassetteReader;
import dev.didact.engine.internal.exchange.CassetteWriter;
import dev.didact.engine.internal.exchange.Wire;
import dev.didact.engine.internal.journal.JournalReader;
import dev.didact.engine.internal.model.CallRecord;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.Blobs;
import dev.didact.engine.internal.workspace.Kinds;
import dev.didact.engine.internal.workspace.RunFolder;
import java.util.Optional;
import java.util.Set;

/// How a run reaches the endpoints of its models, and the cassette that it leaves.
///
/// A cassette is made of the journal when the run is over. So it holds the calls that the run came to and no others,
/// however often the run was broken off and gone on with.
///
/// @param cassette what was asked for; empty for the network and no cassette
/// @param wire how the run's components reach the network
record Tape(Optional<Cassette> cassette, Wire wire) {
    /// The tape of a run that starts.
    ///
    /// @throws dev.didact.engine.ProblemException if the cassette cannot be replayed or made
    static Tape start(Optional<Cassette> cassette) {
        cassette.filter(one -> one.use() == Cassette.Use.RECORD)
                .ifPresent(one -> CassetteWriter.requireFree(one.file()));
        return resume(cassette);
    }

    /// The tape of a run that goes on.
    ///
    /// @throws dev.didact.engine.ProblemException if the cassette cannot be replayed
    static Tape resume(Optional<Cassette> cassette) {
        Optional<Wire> wire = cassette.map(one -> switch (one.use()) {
            case RECORD -> Wire.recording();
            case REPLAY -> Wire.replaying(CassetteReader.open(one.file()));
        });
        return new Tape(cassette, wire.orElseGet(Wire::live));
    }

    /// Makes the cassette of a run that is over, where one was asked for.
    ///
    /// @throws dev.didact.engine.ProblemException if it cannot be written
    void leave(RunFolder folder, Blobs blobs) {
        if (cassette.isEmpty() || cassette.get().use() != Cassette.Use.RECORD) {
            return;
        }
        try (JournalReader calls = folder.read(Set.of(Kinds.CALL))) {
            CassetteWriter.write(
                    cassette.get().file(),
                    calls.stream()
                            .map(event -> Records.read(event.data(), CallRecord.class))
                            .filter(call -> !call.exchanges().isEmpty())
                            .map(call -> new CassetteCall(
                                    call.model(),
                                    call.step(),
                                    call.exchanges().stream()
                                            .map(exchange -> exchange.whole(blobs::read))
                                            .toList()))
                            .iterator());
        }
    }
}
