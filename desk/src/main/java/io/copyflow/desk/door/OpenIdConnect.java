package io.copyflow.desk.door;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signs people in with OpenID Connect: authorisation code with PKCE. The ID token counts only with the issuer's
 * signature, for this desk, for this errand and in its time. Roles are not read from it: the directory has them.
 *
 * <p>The provider's description is fetched when somebody signs in and kept for an hour; that it cannot be had is
 * kept for ten seconds, so that not everybody waits for it in turn. Its keys are fetched when a token comes that is signed
 * with one not known.
 */
public final class OpenIdConnect {

    /** The path people come back to. */
    public static final String BACK = "signed-in";

    private static final int PATIENCE_MILLIS = 5_000;
    private static final int MOST_BYTES = 256 * 1024;
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration KEPT_FAILED = Duration.ofSeconds(10);
    private static final int CLOCKS_DIFFER_SECONDS = 60;

    private final OpenIdSettings settings;
    private final InstantSource clock;
    private final ClientID client;
    private @Nullable Provider known;
    private @Nullable Failure failed;

    /** What a provider says of itself. */
    private record Provider(OIDCProviderMetadata metadata, IDTokenValidator validator, Instant at) {}

    /** It did not say anything. */
    private record Failure(String reason, Instant at) {}

    public OpenIdConnect(OpenIdSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.client = new ClientID(settings.clientId());
    }

    /**
     * Somebody wants to sign in.
     *
     * @param to where they want to go at the desk
     */
    public Setout setOut(String to) {
        Provider provider;
        try {
            provider = provider();
        } catch (GeneralException | IOException e) {
            return new Setout.Unreachable(reason(e));
        }
        State state = new State();
        Nonce nonce = new Nonce();
        CodeVerifier verifier = new CodeVerifier();
        URI go = new AuthenticationRequest.Builder(new ResponseType(ResponseType.Value.CODE), scope(), client, back())
                .endpointURI(provider.metadata.getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
        return new Setout.Underway(go, state, nonce, verifier, to);
    }

    /**
     * Somebody comes back.
     *
     * @param way the errand their browser was sent on; null when it has none
     * @param query what the address says after its question mark
     */
    public Arrival arrive(Setout.@Nullable Underway way, String query) {
        if (way == null) {
            return new Arrival.Refused("sign-in-lost", "no errand of this browser");
        }
        try {
            return arrived(way, query, provider());
        } catch (ParseException e) {
            return new Arrival.Refused("not-proved", reason(e));
        } catch (BadJOSEException | JOSEException e) {
            return new Arrival.Refused("not-proved", reason(e));
        } catch (GeneralException | IOException e) {
            return new Arrival.Refused("issuer-unreachable", reason(e));
        }
    }

    private Arrival arrived(Setout.Underway way, String query, Provider provider)
            throws GeneralException, IOException, BadJOSEException, JOSEException {
        AuthenticationResponse response = AuthenticationResponseParser.parse(back(query));
        if (!way.state().equals(response.getState())) {
            return new Arrival.Refused("sign-in-lost", "the state is not this browser's");
        }
        Issuer said = response.getIssuer();
        boolean isOther = said == null
                ? provider.metadata.supportsAuthorizationResponseIssuerParam()
                : !said.getValue().equals(provider.metadata.getIssuer().getValue());
        if (isOther) {
            return new Arrival.Refused("not-proved", "the answer is another issuer's");
        }
        if (!response.indicatesSuccess()) {
            return new Arrival.Refused(
                    "refused-there", String.valueOf(response.toErrorResponse().getErrorObject()));
        }
        AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
        if (code == null) {
            return new Arrival.Refused("not-proved", "there is no code");
        }
        TokenResponse tokens = OIDCTokenResponseParser.parse(
                request(provider, new AuthorizationCodeGrant(code, back(), way.verifier()))
                        .send());
        if (!tokens.indicatesSuccess()) {
            return new Arrival.Refused(
                    "refused-there", String.valueOf(tokens.toErrorResponse().getErrorObject()));
        }
        JWT idToken = tokens.toSuccessResponse().getTokens().toOIDCTokens().getIDToken();
        IDTokenClaimsSet claims = provider.validator.validate(idToken, way.nonce());
        String person = person(claims);
        return person == null
                ? new Arrival.Refused(
                        "person-not-named", "no usable claim " + settings.claim() + " for " + claims.getSubject())
                : new Arrival.Vouched(person, idToken.serialize(), way.to());
    }

    /** The id the claim names; null where there is none, or where nobody has looked whether it is so. */
    private @Nullable String person(IDTokenClaimsSet claims) {
        String named = claims.getStringClaim(settings.claim());
        if (named == null || named.isBlank()) {
            return null;
        }
        if (settings.claim().equals("email") && !Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"))) {
            return null;
        }
        if (settings.domain().isEmpty()) {
            return named;
        }
        String ending = "@" + settings.domain().toLowerCase(Locale.ROOT);
        String whole = named.toLowerCase(Locale.ROOT);
        return whole.endsWith(ending) && whole.length() > ending.length()
                ? whole.substring(0, whole.length() - ending.length())
                : null;
    }

    private HTTPRequest request(Provider provider, AuthorizationCodeGrant grant) {
        URI endpoint = provider.metadata.getTokenEndpointURI();
        ClientAuthentication authentication = authentication(provider.metadata);
        HTTPRequest request = (authentication == null
                        ? new TokenRequest.Builder(endpoint, client, grant)
                        : new TokenRequest.Builder(endpoint, authentication, grant))
                .build()
                .toHTTPRequest();
        request.setConnectTimeout(PATIENCE_MILLIS);
        request.setReadTimeout(PATIENCE_MILLIS);
        request.setFollowRedirects(false);
        return request;
    }

    /** As the provider takes it; the header where it does not say. */
    private @Nullable ClientAuthentication authentication(OIDCProviderMetadata metadata) {
        if (settings.secret() == null) {
            return null;
        }
        Secret secret = new Secret(settings.secret());
        List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        boolean isPost = methods != null
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        return isPost ? new ClientSecretPost(client, secret) : new ClientSecretBasic(client, secret);
    }

    /** Where to sign out at the provider too; null where it offers no such thing. */
    public @Nullable URI farewell(String idToken) {
        Provider provider;
        synchronized (this) {
            provider = known;
        }
        URI endpoint = provider == null ? null : provider.metadata.getEndSessionEndpointURI();
        if (endpoint == null) {
            return null;
        }
        try {
            return new LogoutRequest(
                            endpoint,
                            com.nimbusds.jwt.JWTParser.parse(idToken),
                            null,
                            client,
                            settings.desk().resolve("signed-out"),
                            null,
                            null)
                    .toURI();
        } catch (java.text.ParseException e) {
            throw new IllegalStateException("An ID token that was read before", e);
        }
    }

    /** @throws ParseException for what no browser that was sent on an errand comes back with */
    private URI back(String query) throws ParseException {
        try {
            return new URI(back() + "?" + query);
        } catch (URISyntaxException e) {
            throw new ParseException("what came back is no address: " + e.getReason(), e);
        }
    }

    private URI back() {
        return settings.desk().resolve(BACK);
    }

    /** Besides openid, what the claim is part of. */
    private Scope scope() {
        return switch (settings.claim()) {
            case "sub" -> new Scope("openid");
            case "email" -> new Scope("openid", "email");
            default -> new Scope("openid", "profile");
        };
    }

    private synchronized Provider provider() throws GeneralException, IOException {
        Provider before = known;
        if (before != null && before.at.plus(KEPT).isAfter(clock.instant())) {
            return before;
        }
        Failure last = failed;
        if (last == null || !last.at.plus(KEPT_FAILED).isAfter(clock.instant())) {
            try {
                Provider now = described();
                known = now;
                failed = null;
                return now;
            } catch (GeneralException | IOException e) {
                last = new Failure(reason(e), clock.instant());
                failed = last;
            }
        }
        if (before == null) {
            throw new GeneralException(last.reason);
        }
        // what it said before holds until it can be asked again
        return before;
    }

    private Provider described() throws GeneralException, IOException {
        OIDCProviderMetadata metadata =
                OIDCProviderMetadata.resolve(new Issuer(settings.issuer()), PATIENCE_MILLIS, PATIENCE_MILLIS);
        if (metadata.getAuthorizationEndpointURI() == null
                || metadata.getTokenEndpointURI() == null
                || metadata.getJWKSetURI() == null) {
            throw new GeneralException("its description names no authorisation endpoint, token endpoint or keys");
        }
        IDTokenValidator validator = new IDTokenValidator(
                metadata.getIssuer(),
                client,
                new JWSVerificationKeySelector<>(algorithms(metadata), keys(metadata)),
                null);
        validator.setMaxClockSkew(CLOCKS_DIFFER_SECONDS);
        return new Provider(metadata, validator, clock.instant());
    }

    /** Signatures that only the issuer can make: never none, never one by a secret that others have. */
    private static Set<JWSAlgorithm> algorithms(OIDCProviderMetadata metadata) {
        Set<JWSAlgorithm> signed = new HashSet<>(JWSAlgorithm.Family.RSA);
        signed.addAll(JWSAlgorithm.Family.EC);
        signed.retainAll(Objects.requireNonNullElse(metadata.getIDTokenJWSAlgs(), List.of(JWSAlgorithm.RS256)));
        return signed.isEmpty() ? Set.of(JWSAlgorithm.RS256) : signed;
    }

    private static JWKSource<SecurityContext> keys(OIDCProviderMetadata metadata) throws MalformedURLException {
        return JWKSourceBuilder.create(
                        metadata.getJWKSetURI().toURL(),
                        new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS, MOST_BYTES))
                .build();
    }

    private static String reason(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
