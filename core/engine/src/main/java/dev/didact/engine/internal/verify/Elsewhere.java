package dev.didact.engine.internal.verify;

import dev.didact.api.DidactException;
import dev.didact.engine.ContributionTrial;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.locks.ReentrantLock;

/// The same process in another place: a language whose letters have other capitals, digits that are not ASCII, a time
/// zone at the edge of the day.
final class Elsewhere {
    private static final ReentrantLock ONE = new ReentrantLock();
    private static final Locale LANGUAGE = Locale.forLanguageTag("tr-TR-u-nu-arab");
    private static final TimeZone ZONE = TimeZone.getTimeZone("Pacific/Kiritimati");

    private Elsewhere() {}

    /// Runs something there.
    static <T> T call(ContributionTrial.Call<T> call) throws DidactException, InterruptedException {
        ONE.lock();
        Locale language = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(LANGUAGE);
            TimeZone.setDefault(ZONE);
            return call.run();
        } finally {
            Locale.setDefault(language);
            TimeZone.setDefault(zone);
            ONE.unlock();
        }
    }
}
