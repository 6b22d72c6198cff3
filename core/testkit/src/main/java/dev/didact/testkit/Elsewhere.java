package dev.didact.testkit;

import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.Callable;

/// The same process in another place: a language whose letters have other capitals, digits that are not ASCII, a time
/// zone at the edge of the day.
final class Elsewhere {
    private static final Locale LANGUAGE = Locale.forLanguageTag("tr-TR-u-nu-arab");
    private static final TimeZone ZONE = TimeZone.getTimeZone("Pacific/Kiritimati");

    private Elsewhere() {}

    /// Runs something there.
    static <T> T call(Callable<T> callable) throws Exception {
        Locale language = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        Locale.setDefault(LANGUAGE);
        TimeZone.setDefault(ZONE);
        try {
            return callable.call();
        } finally {
            Locale.setDefault(language);
            TimeZone.setDefault(zone);
        }
    }
}
