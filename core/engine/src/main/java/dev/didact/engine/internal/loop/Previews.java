package dev.didact.engine.internal.loop;

import dev.didact.api.Fault;
import dev.didact.api.model.Reply;
import dev.didact.engine.internal.journal.Event;
import dev.didact.engine.internal.journal.Journal;
import dev.didact.engine.internal.journal.JournalException;
import dev.didact.engine.internal.journal.JournalReader;
import dev.didact.engine.internal.journal.JournalSettings;
import dev.didact.engine.internal.model.CallLog;
import dev.didact.engine.internal.model.CallRecord;
import dev.didact.engine.internal.record.Records;
import dev.didact.engine.internal.workspace.Kinds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers that previews of this workspace were given; a run that asks the same takes them and does not pay again. Safe
/// for use by many threads.
final class Previews implements CallLog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Previews.class);

    private final Map<String, CallRecord> known = new ConcurrentHashMap<>();
    private final @Nullable Journal journal;

    private Previews(@Nullable Journal journal) {
        this.journal = journal;
    }

    /// Nothing is known: whoever asks for a cassette means every answer to be in it or from it.
    static Previews none() {
        return new Previews(null);
    }

    /// What is known so far, to be looked at.
    static Previews read(Surroundings around) {
        var previews = new Previews(null);
        previews.load(folder(around));
        return previews;
    }

    /// What is known so far, to be added to. If another process is adding, what comes is known to this one only.
    static Previews write(Surroundings around) {
        Journal journal = null;
        try {
            journal = Journal.open(
                    folder(around), JournalSettings.standard(around.folder().io(), around.clock(), Set.of()));
        } catch (JournalException e) {
            LOG.warn("answers of this preview will be asked again by the run", e);
        }
        var previews = new Previews(journal);
        previews.load(folder(around));
        return previews;
    }

    private static Path folder(Surroundings around) {
        return around.folder().folder().resolve("previews");
    }

    private void load(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (JournalReader reader = Journal.read(folder)) {
            Optional<Event> event = reader.next();
            while (event.isPresent()) {
                if (Set.of(Kinds.CALL, Kinds.ANSWER).contains(event.get().kind())) {
                    CallRecord call = Records.read(event.get().data(), CallRecord.class);
                    known.put(call.key(), call);
                }
                event = reader.next();
            }
        } catch (JournalException e) {
            LOG.warn("answers of previews cannot be read and will be asked again", e);
        }
    }

    @Override
    public Optional<CallRecord> find(String key) {
        return Optional.ofNullable(known.get(key));
    }

    /// Whether the model was not reached: there is no answer then that a run could take.
    static boolean unanswered(Reply reply) {
        return reply instanceof Reply.Failed(Fault fault) && fault.kind() == Fault.Kind.TRANSPORT;
    }

    @Override
    public void keep(CallRecord answered) {
        if (unanswered(answered.reply())) {
            return;
        }
        known.put(answered.key(), answered);
        if (journal != null) {
            try {
                journal.append(Kinds.CALL, Records.bytes(answered)).join();
            } catch (CompletionException e) {
                LOG.warn("an answer of this preview will be asked again by the run", e);
            }
        }
    }

    @Override
    public void close() {
        if (journal != null) {
            journal.close();
        }
    }
}
