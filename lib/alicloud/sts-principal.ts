import { checkKnown, checkPattern } from './support/known';
import { TrustStatement } from './support/ram';
import { Problem } from '../private/problems';

/** A job of a CI system that signs tokens. */
export interface OidcPrincipalOptions {
  /** ARN of the OIDC provider in RAM, `acs:ram::<account>:oidc-provider/<name>`. */
  readonly providerArn: string;

  /** Issuer of the tokens, for example `https://gitlab.example.com`. */
  readonly issuer: string;

  /** Audience of the tokens. */
  readonly audience: string;

  /** Subject of the tokens: one job, one branch. */
  readonly subject: string;
}

/** Who may take a role. */
export class StsPrincipal {
  /**
   * A person who signs in to RAM with a second factor.
   *
   * @param userArn `acs:ram::<account>:user/<name>`
   */
  public static user(userArn: string): StsPrincipal {
    return new StsPrincipal(
      {
        Principal: { RAM: [userArn] },
        Condition: { Bool: { 'acs:MFAPresent': ['true'] } },
      },
      checkPattern('user', userArn, /^acs:ram::\d+:user\/[\w.@-]+$/, {
        allowed: 'acs:ram::<account>:user/<name>, one user',
        fix: 'copy the ARN of the user from the RAM console',
      }),
    );
  }

  /**
   * People who sign in through the identity provider of the company, which asks for the second factor.
   *
   * @param providerArn `acs:ram::<account>:saml-provider/<name>`
   */
  public static saml(providerArn: string): StsPrincipal {
    return new StsPrincipal(
      {
        Principal: { Federated: [providerArn] },
        Condition: { StringEquals: { 'saml:recipient': 'https://signin.aliyun.com/saml-role/sso' } },
      },
      checkPattern('identity provider', providerArn, /^acs:ram::\d+:saml-provider\/[\w.-]+$/, {
        allowed: 'acs:ram::<account>:saml-provider/<name>',
        fix: 'copy the ARN of the identity provider from the RAM console',
      }),
    );
  }

  /**
   * A job of a CI system, by the token that the system signs for it. No keys are stored there.
   *
   * @param options provider and what its token says
   */
  public static oidc(options: OidcPrincipalOptions): StsPrincipal {
    const { providerArn, issuer, audience, subject } = options;
    return new StsPrincipal(
      {
        Principal: { Federated: [providerArn] },
        Condition: { StringEquals: { 'oidc:aud': audience, 'oidc:iss': issuer, 'oidc:sub': subject } },
      },
      [
        ...checkPattern('OIDC provider', providerArn, /^acs:ram::\d+:oidc-provider\/[\w.-]+$/, {
          allowed: 'acs:ram::<account>:oidc-provider/<name>',
          fix: 'copy the ARN of the provider from the RAM console',
        }),
        ...checkPattern('issuer', issuer, /^https:\/\/\S+$/, {
          allowed: 'a URL with https',
          fix: 'give the issuer as it is in the token',
        }),
        ...Object.entries({ audience, subject }).flatMap(([what, value]) => checkExact(what, value)),
      ],
    );
  }

  private constructor(
    /** @internal */
    public readonly _trust: TrustStatement,
    /** @internal */
    public readonly _problems: Problem[],
  ) {}
}

function checkExact(what: string, value: string): Problem[] {
  return checkKnown(value, (got) =>
    got !== '' && !/[*?]/.test(got)
      ? []
      : [
          {
            what: `${what} of the token stands for many`,
            got,
            allowed: 'one value, without * or ?',
            fix: 'name one job of one project; others get roles of their own',
          },
        ],
  );
}
