package io.copyflow.desk.door;

import io.copyflow.runtime.Configuration;
import io.copyflow.runtime.Setting;
import io.copyflow.runtime.StageFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How people sign in.
 *
 * @param issuer the provider's own name, which is where its description is found
 * @param clientId what it calls the desk
 * @param secret what it knows the desk by; null of a public client, which PKCE alone protects
 * @param desk the address people use, which ends with a slash
 * @param claim the claim of the ID token that names the person
 * @param domain what stands after the @ of the claim, whose beginning is the person's id; empty where all of it is
 */
public record OpenIdSettings(
        URI issuer, String clientId, @Nullable String secret, URI desk, String claim, String domain) {

    /**
     * The address people use; null where it is not set.
     *
     * @throws StageFailure {@code desk-address-invalid}
     */
    public static @Nullable URI deskUrl(Configuration configuration) {
        String text = configuration.text(Setting.DESK_URL);
        if (text.isEmpty()) {
            return null;
        }
        URI url = uri(Setting.DESK_URL, text);
        boolean isRoot = url.getRawPath().isEmpty() || url.getRawPath().equals("/");
        if (!isRoot || url.getRawQuery() != null || url.getRawUserInfo() != null) {
            throw invalid(Setting.DESK_URL, "the root of a host, such as https://desk.example.org/", text);
        }
        return url.resolve("/");
    }

    /**
     * What the settings say; null where no provider is set.
     *
     * @throws StageFailure {@code desk-oidc-incomplete}, {@code desk-address-invalid} or {@code desk-secret-unreadable}
     */
    public static @Nullable OpenIdSettings of(Configuration configuration) {
        String issuer = configuration.text(Setting.DESK_OIDC_ISSUER);
        if (issuer.isEmpty()) {
            return null;
        }
        URI desk = deskUrl(configuration);
        String clientId = configuration.text(Setting.DESK_OIDC_CLIENT_ID);
        if (desk == null || clientId.isEmpty()) {
            throw new StageFailure(
                    "desk-oidc-incomplete",
                    "Expected "
                            + (desk == null ? Setting.DESK_URL : Setting.DESK_OIDC_CLIENT_ID).key()
                            + " to be set with desk.oidc.issuer, but it is empty. Set the address people use, and the"
                            + " client id the provider gave the desk.");
        }
        return new OpenIdSettings(
                uri(Setting.DESK_OIDC_ISSUER, issuer),
                clientId,
                secret(configuration.text(Setting.DESK_OIDC_SECRET_FILE)),
                desk,
                configuration.text(Setting.DESK_OIDC_CLAIM),
                configuration.text(Setting.DESK_OIDC_DOMAIN));
    }

    /** Only over an encrypted line, but on this machine. */
    private static URI uri(Setting setting, String text) {
        try {
            URI uri = URI.create(text);
            String host = uri.getHost();
            if (host != null
                    && ("https".equals(uri.getScheme())
                            || "http".equals(uri.getScheme())
                                    && InetAddress.getByName(host).isLoopbackAddress())) {
                return uri;
            }
        } catch (IllegalArgumentException | UnknownHostException e) {
            // told below
        }
        throw invalid(setting, "an address with https (on this machine, also http)", text);
    }

    private static StageFailure invalid(Setting setting, String expected, String text) {
        return new StageFailure(
                "desk-address-invalid",
                "Expected " + setting.key() + " to be " + expected + ", but it is '" + text + "'. Correct it.");
    }

    private static @Nullable String secret(String file) {
        if (file.isEmpty()) {
            return null;
        }
        String reason;
        try {
            String secret =
                    Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
            if (!secret.isEmpty()) {
                return secret;
            }
            reason = "it is empty";
        } catch (IOException e) {
            reason = String.valueOf(e.getMessage());
        }
        throw new StageFailure(
                "desk-secret-unreadable",
                "Expected the client secret in " + file + ", as desk.oidc.secret-file says, but it cannot be read: "
                        + reason + ". Put it there, readable by this user alone.");
    }
}
