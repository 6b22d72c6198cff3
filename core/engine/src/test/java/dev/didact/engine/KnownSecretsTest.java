package dev.didact.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownSecretsTest {
    @Test
    void aSecretThatBeginsWithAnotherOneIsMaskedToItsEnd() {
        KnownSecrets.add("knownsecretstest");
        KnownSecrets.add("knownsecretstest-9f3c77aa");

        assertThat(KnownSecrets.masked("a knownsecretstest-9f3c77aa b knownsecretstest c"))
                .isEqualTo("a *** b *** c");
    }

    @Test
    void aWordOfOrdinaryTextsIsNotTakenForASecret() {
        KnownSecrets.add("latest");

        assertThat(KnownSecrets.masked("This is the latest.")).isEqualTo("This is the latest.");
    }
}
