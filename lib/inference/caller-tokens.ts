import { Mesh } from '../kubernetes/mesh';
import { MeshKind } from '../kubernetes/mesh-kind';
import { Problem } from '../private/problems';

/** Options of JSON Web Tokens. */
export interface JwtOptions {
  /** Issuer, exactly as the claim `iss` writes it. */
  readonly issuer: string;

  /** Where the keys of the issuer are, `https://…`. The mesh's control plane fetches them. */
  readonly jwksUri: string;

  /** Audiences, of which a token must name one. */
  readonly audiences: string[];

  /**
   * Claim that names the tenant. It reaches the engine as the header `x-tenant`, which callers cannot set themselves.
   *
   * @default - no header
   */
  readonly tenantClaim?: string;
}

/** Header that names the tenant of an accepted token. */
export const TENANT_HEADER = 'x-tenant';

/** Tokens that callers must send beside their identity in the mesh: who the workload is, and for whom it acts. */
export class CallerTokens {
  /**
   * JSON Web Tokens in the header `Authorization: Bearer`.
   *
   * @param options issuer, keys and audiences
   */
  public static jwt(options: JwtOptions): CallerTokens {
    return new CallerTokens(options);
  }

  private constructor(private readonly options: JwtOptions) {}

  /** Principal of a request whose token was accepted, as an AuthorizationPolicy names it. */
  public get requestPrincipal(): string {
    return `${this.options.issuer}/*`;
  }

  /** @internal */
  public get _tenantClaim(): string | undefined {
    return this.options.tenantClaim;
  }

  /** @internal */
  public _jwtRules(forwardOriginalToken = false): object[] {
    const { issuer, jwksUri, audiences, tenantClaim } = this.options;
    return [
      {
        issuer,
        jwksUri,
        audiences,
        // Istio takes tokens in the query too, where access logs show them
        fromHeaders: [{ name: 'Authorization', prefix: 'Bearer ' }],
        // the engine has no use for the token, and could only leak it
        forwardOriginalToken,
        outputClaimToHeaders: tenantClaim === undefined ? undefined : [{ header: TENANT_HEADER, claim: tenantClaim }],
      },
    ];
  }

  /** @internal */
  public _problems({ mesh }: { readonly mesh: Mesh }): Problem[] {
    if (mesh.kind === MeshKind.NONE) {
      return [
        {
          what: 'caller tokens need a mesh that reads them',
          got: 'callerTokens with Mesh.none',
          allowed: 'Mesh.asm, .istio or .ambient',
          fix: 'use a mesh, or leave callerTokens out',
        },
      ];
    }
    const { issuer, jwksUri, audiences, tenantClaim } = this.options;
    const problems: Problem[] = [];
    if (issuer === '' || issuer.includes('*')) {
      problems.push({
        what: 'invalid issuer of caller tokens',
        got: issuer,
        allowed: 'the value of the claim iss, without a wildcard',
        fix: 'copy it from a token',
      });
    }
    if (!/^https:\/\/[^/\s]+\/\S*$/.test(jwksUri)) {
      problems.push({
        what: 'invalid address of the JSON Web Key Set',
        got: jwksUri,
        allowed: 'https://<host>/<path>; keys that come over http may be replaced on the way',
        fix: "copy jwks_uri from the issuer's discovery document",
      });
    }
    if (audiences.length === 0 || audiences.includes('')) {
      problems.push({
        what: 'caller tokens have no audience',
        got: audiences,
        allowed: 'at least one audience',
        fix: 'name this service; else a token that was meant for another one opens it',
      });
    }
    if (tenantClaim !== undefined && !/^[A-Za-z0-9_.-]+$/.test(tenantClaim)) {
      problems.push({
        what: 'invalid tenant claim',
        got: tenantClaim,
        allowed: 'letters, digits, dots, dashes and underscores',
        fix: 'name the claim that holds the tenant, for example tenant_id',
      });
    }
    return problems;
  }
}
