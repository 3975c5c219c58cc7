package io.copyflow.desk.door;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationErrorResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * An OpenID provider that serves HTTP: discovery, keys, codes that are used once and only with their PKCE verifier, ID
 * tokens by RS256. What it says can be bent, as somebody hostile would.
 */
public final class TestProvider implements AutoCloseable {

    public static final String CLIENT = "copyflow-desk";
    public static final String SECRET = "a-secret-of-at-least-32-characters-for-HS256";

    /** How a token is signed. */
    public enum Signing {
        OURS,
        NONE,
        BY_THE_CLIENTS_SECRET,
        BY_A_KEY_NOBODY_KNOWS
    }

    // making a key takes long
    private static final RSAKey FIRST = newKey();
    private static final RSAKey SECOND = newKey();

    private final HttpServer server;
    private final Issuer issuer;
    private final Map<String, AuthenticationRequest> codes = new ConcurrentHashMap<>();
    private volatile RSAKey key = FIRST;
    private volatile URI redirect;

    /** Claims of whoever signs in. */
    public final Map<String, Object> person = new LinkedHashMap<>();

    /** What is done to the claims before they are signed. */
    public volatile Consumer<JWTClaimsSet.Builder> bent = claims -> {};

    public volatile Signing signing = Signing.OURS;
    public volatile boolean saysNo;

    /** Whether it describes itself as something broken does. */
    public volatile boolean isBroken;

    /** How often it was asked to describe itself. */
    public final AtomicInteger described = new AtomicInteger();

    public TestProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        issuer = new Issuer("http://127.0.0.1:" + server.getAddress().getPort());
        on("/.well-known/openid-configuration", this::describe);
        on("/jwks", http -> answer(http, 200, "application/json", new JWKSet(key.toPublicJWK()).toString()));
        on("/authorize", this::authorize);
        on("/token", this::token);
        server.start();
    }

    private interface Answering {
        void answer(HttpExchange http) throws IOException, ParseException, JOSEException;
    }

    private void on(String path, Answering answering) {
        server.createContext(path, http -> {
            try (http) {
                answering.answer(http);
            } catch (ParseException | JOSEException e) {
                answer(http, 400, "text/plain", String.valueOf(e.getMessage()));
            }
        });
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI issuer() {
        return URI.create(issuer.getValue());
    }

    /** Knows the desk. */
    public OpenIdSettings register(URI desk, String claim, String domain) {
        redirect = desk.resolve(OpenIdConnect.BACK);
        return new OpenIdSettings(issuer(), CLIENT, SECRET, desk, claim, domain);
    }

    /** Signs with another key from now on, and forgets the one before. */
    public void rotate() {
        key = SECOND;
    }

    private void describe(HttpExchange http) throws IOException {
        described.incrementAndGet();
        if (isBroken) {
            answer(http, 500, "text/plain", "Broken.");
            return;
        }
        OIDCProviderMetadata metadata = new OIDCProviderMetadata(issuer, List.of(SubjectType.PUBLIC), at("/jwks"));
        metadata.setAuthorizationEndpointURI(at("/authorize"));
        metadata.setTokenEndpointURI(at("/token"));
        metadata.setEndSessionEndpointURI(at("/end-session"));
        metadata.setIDTokenJWSAlgs(List.of(JWSAlgorithm.RS256, JWSAlgorithm.HS256));
        metadata.setSupportsAuthorizationResponseIssuerParam(true);
        answer(http, 200, "application/json", metadata.toJSONObject().toJSONString());
    }

    private URI at(String path) {
        return URI.create(issuer.getValue() + path);
    }

    private void authorize(HttpExchange http) throws IOException, ParseException {
        AuthenticationRequest request = AuthenticationRequest.parse(http.getRequestURI());
        if (!request.getClientID().getValue().equals(CLIENT)
                || !redirect.equals(request.getRedirectionURI())
                || request.getCodeChallenge() == null
                || request.getNonce() == null) {
            answer(http, 400, "text/plain", "This is not as the client was registered.");
            return;
        }
        AuthorizationCode code = new AuthorizationCode();
        codes.put(code.getValue(), request);
        URI back = saysNo
                ? new AuthenticationErrorResponse(redirect, OAuth2Error.ACCESS_DENIED, request.getState(), issuer, null)
                        .toURI()
                : new AuthenticationSuccessResponse(redirect, code, null, null, request.getState(), null, issuer, null)
                        .toURI();
        http.getResponseHeaders().add("Location", back.toString());
        http.sendResponseHeaders(303, -1);
    }

    private void token(HttpExchange http) throws IOException, ParseException, JOSEException {
        HTTPRequest sent = new HTTPRequest(HTTPRequest.Method.POST, at("/token"));
        sent.setAuthorization(http.getRequestHeaders().getFirst("Authorization"));
        sent.setContentType(http.getRequestHeaders().getFirst("Content-Type"));
        sent.setBody(new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        TokenRequest request = TokenRequest.parse(sent);
        boolean isClient = request.getClientAuthentication() instanceof ClientSecretBasic secret
                && secret.getClientSecret().getValue().equals(SECRET);
        AuthorizationCodeGrant grant = (AuthorizationCodeGrant) request.getAuthorizationGrant();
        AuthenticationRequest asked = codes.remove(grant.getAuthorizationCode().getValue());
        if (!isClient
                || asked == null
                || !asked.getRedirectionURI().equals(grant.getRedirectionURI())
                || grant.getCodeVerifier() == null
                || !CodeChallenge.compute(asked.getCodeChallengeMethod(), grant.getCodeVerifier())
                        .equals(asked.getCodeChallenge())) {
            answer(
                    http,
                    400,
                    "application/json",
                    new TokenErrorResponse(OAuth2Error.INVALID_GRANT)
                            .toJSONObject()
                            .toJSONString());
            return;
        }
        OIDCTokens tokens = new OIDCTokens(idToken(asked), new BearerAccessToken(), null);
        answer(
                http,
                200,
                "application/json",
                new OIDCTokenResponse(tokens).toJSONObject().toJSONString());
    }

    private JWT idToken(AuthenticationRequest asked) throws JOSEException {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer.getValue())
                .subject("u-4711")
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", asked.getNonce().getValue());
        person.forEach(claims::claim);
        bent.accept(claims);
        if (signing == Signing.NONE) {
            return new PlainJWT(claims.build());
        }
        boolean isSecret = signing == Signing.BY_THE_CLIENTS_SECRET;
        RSAKey signer = signing == Signing.BY_A_KEY_NOBODY_KNOWS ? SECOND : key;
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(isSecret ? JWSAlgorithm.HS256 : JWSAlgorithm.RS256)
                        .keyID(isSecret ? null : signer.getKeyID())
                        .build(),
                claims.build());
        token.sign(isSecret ? new MACSigner(SECRET) : new RSASSASigner(signer));
        return token;
    }

    private static void answer(HttpExchange http, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().add("Content-Type", type);
        http.sendResponseHeaders(status, bytes.length);
        http.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
