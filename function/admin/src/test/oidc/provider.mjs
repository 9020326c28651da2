// An identity provider with four people, one program, and the command line. It prints its address when it listens.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const people = {
  ada: { name: 'Ada Lovelace', roles: ['platform'], teams: ['search'] },
  bob: { name: 'Bob', roles: ['lead'], teams: ['search', 'ads'] },
  mia: { name: 'Mia', roles: [], teams: [] },
  eve: { name: 'Eve', roles: ['guest'], teams: ['docs'] },
};
const key = (type, options, more) => ({
  ...generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' }),
  use: 'sig',
  ...more,
});

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'tollgate',
        client_secret: 'a secret/with: special+characters',
        redirect_uris: [process.env.REDIRECT_URI],
        post_logout_redirect_uris: [process.env.REDIRECT_URI],
        grant_types: ['authorization_code'],
      },
      {
        client_id: 'tollgate-cli',
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        redirect_uris: ['http://127.0.0.1/callback'],
        grant_types: ['authorization_code', 'refresh_token'],
      },
      {
        client_id: 'pipeline',
        client_secret: 'pipeline-secret',
        redirect_uris: [],
        response_types: [],
        grant_types: ['client_credentials'],
      },
    ],
    jwks: {
      keys: [
        key('rsa', { modulusLength: 2048 }, { kid: 'rsa', alg: 'RS256' }),
        key('ec', { namedCurve: 'P-256' }, { kid: 'ec', alg: 'ES256' }),
      ],
    },
    cookies: { keys: ['of one test'] },
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], profile: ['name', 'roles', 'teams'] },
    findAccount: (_, id) => people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
    extraTokenClaims: () => ({ roles: ['auditor'] }),
    features: {
      devInteractions: { enabled: true },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_, resource) => ({
          scope: '',
          audience: resource,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
  });
  server.on('request', provider.callback());
  console.log(issuer);
});
