import { Fn, Token } from 'cdktf';
import { checkBounds, numberText } from './support/known';
import { Problem } from '../private/problems';

/** Day of the week, as ACK names it. */
export enum Weekday {
  MONDAY = 'Monday',
  TUESDAY = 'Tuesday',
  WEDNESDAY = 'Wednesday',
  THURSDAY = 'Thursday',
  FRIDAY = 'Friday',
  SATURDAY = 'Saturday',
  SUNDAY = 'Sunday',
}

/** When a maintenance window opens, and for how long. */
export interface MaintenanceWindowOptions {
  /** Days on which the window opens. */
  readonly days: Weekday[];

  /** Hour in UTC at which it opens, 0 to 23. */
  readonly hour: number;

  /**
   * Hours that it stays open, 1 to 24.
   *
   * @default 3
   */
  readonly hours?: number;
}

/** When ACK may upgrade the control plane and fix nodes. */
export class MaintenanceWindow {
  /**
   * A window that opens every week.
   *
   * @param options days and hours
   */
  public static weekly(options: MaintenanceWindowOptions): MaintenanceWindow {
    return new MaintenanceWindow(options);
  }

  private constructor(private readonly options: MaintenanceWindowOptions) {}

  /** @internal */
  public _arguments(): { enable: boolean; maintenanceTime: string; duration: string; weeklyPeriod: string } {
    const { days, hour, hours = 3 } = this.options;
    return {
      enable: true,
      // A point in time, of which only the time of day counts.
      maintenanceTime: `2026-01-01T${twoDigits(hour)}:00:00.000+00:00`,
      duration: `${numberText(hours)}h`,
      weeklyPeriod: days.join(','),
    };
  }

  /** @internal */
  public _problems(): Problem[] {
    const { days, hour, hours } = this.options;
    const wrong = {
      what: 'invalid days of the maintenance window',
      got: days,
      allowed: 'at least one day, and none twice',
      fix: 'name a day on which requests are few',
    };
    return [
      ...(days.length > 0 && new Set(days).size === days.length ? [] : [wrong]),
      ...checkBounds('hour of the maintenance window', hour, [0, 23], 'give the hour in UTC'),
      ...checkBounds('hours of the maintenance window', hours, [1, 24], 'leave it out for 3'),
    ];
  }
}

function twoDigits(hour: number): string {
  return Token.isUnresolved(hour) ? Fn.format('%02d', [hour]) : String(hour).padStart(2, '0');
}
