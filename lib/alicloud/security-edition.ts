import { checkBounds, checkKnown, numberText } from './support/known';
import { checkMonths } from './support/months';
import { Problem } from '../private/problems';

/** What is bought when Security Center is paid in advance. */
export interface PrepaidSecurityOptions {
  /** Servers that are protected, nodes among them. */
  readonly servers: number;

  /** Cores of these servers, all together. */
  readonly cores: number;

  /**
   * Images that are scanned in a month, a multiple of 20.
   *
   * @default 200
   */
  readonly imageScans?: number;

  /**
   * Files that are scanned for malware, in ten thousands, a multiple of 10: objects of model stores are.
   *
   * @default 10
   */
  readonly fileScans?: number;

  /**
   * Gigabytes for logs, a multiple of 10.
   *
   * @default 1000
   */
  readonly logStorageGb?: number;

  /**
   * Months that are paid at once: 1 to 11, or one to five whole years. They are renewed.
   *
   * @default 1
   */
  readonly months?: number;
}

/**
 * Edition of Security Center. Only Ultimate is here: Enterprise lacks the proactive defense of containers, and what is below
 * does not look into containers.
 */
export class SecurityEdition {
  /** The account has Security Center already, in the Ultimate edition. */
  public static existing(): SecurityEdition {
    return new SecurityEdition(undefined, []);
  }

  /** Ultimate, for every server that comes, paid by use. */
  public static payAsYouGo(): SecurityEdition {
    return new SecurityEdition(
      {
        paymentType: 'PayAsYouGo',
        postPaidFlag: 1,
        postPaidHostAutoBind: 1,
        postPaidHostAutoBindVersion: 7,
        postPayModuleSwitchObj: { postHost: 1, vul: 1, cspm: 1, agentless: 1, sdk: 1, ctdrStorage: 1 },
      },
      [],
    );
  }

  /**
   * Ultimate, paid in advance.
   *
   * @param options how much
   */
  public static prepaid(options: PrepaidSecurityOptions): SecurityEdition {
    const { servers, cores, imageScans = 200, fileScans = 10, logStorageGb = 1000, months = 1 } = options;
    return new SecurityEdition(
      {
        paymentType: 'Subscription',
        versionCode: 'level8',
        buyNumber: numberText(servers),
        vCore: numberText(cores),
        containerImageScanNew: numberText(imageScans),
        sasSlsStorage: numberText(logStorageGb),
        vulSwitch: '0',
        sasSdkSwitch: '1',
        sasSdk: numberText(fileScans),
        period: months,
        renewPeriod: months,
        renewalPeriodUnit: 'M',
        renewalStatus: 'AutoRenewal',
      },
      [
        ...checkBounds('number of servers', servers, [1, 100_000], 'count the nodes of all pools'),
        ...checkBounds('number of cores', cores, [1, 1_000_000], 'count the cores of all nodes'),
        ...checkSteps('images that are scanned', imageScans, 20, 200_000),
        ...checkSteps('ten thousands of files that are scanned', fileScans, 10, 100_000_000),
        ...checkSteps('gigabytes for logs', logStorageGb, 10, 600_000),
        ...checkMonths(months),
      ],
    );
  }

  private constructor(
    /** @internal */
    public readonly _arguments: SecurityArguments | undefined,
    /** @internal */
    public readonly _problems: Problem[],
  ) {}
}

/** Arguments of the resource: numbers that are bought are texts, switches are numbers. */
interface SecurityArguments {
  readonly paymentType: string;
  readonly [argument: string]: string | number | object;
}

function checkSteps(what: string, value: number, step: number, most: number): Problem[] {
  return checkKnown(value, (got) =>
    got % step === 0 && got > 0 && got <= most
      ? []
      : [
          {
            what: `${what} is not sold in this quantity`,
            got,
            allowed: `a multiple of ${step} up to ${most}`,
            fix: `take ${Math.min(most, Math.max(step, Math.ceil(got / step) * step))}`,
          },
        ],
  );
}
