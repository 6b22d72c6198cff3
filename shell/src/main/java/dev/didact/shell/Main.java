package dev.didact.shell;

/// The entry of the launcher.
public final class Main {

    private static final String USAGE = "usage: didact [-c 'LINE; LINE' | FILE.didact | VERB ARGUMENTS...]";

    private Main() {}

    /// Prints the usage: the command language stands on top of this class.
    public static void main(String[] arguments) {
        System.out.println(USAGE);
    }
}
