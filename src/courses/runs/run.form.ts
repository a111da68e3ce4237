import {
	IsIn,
	IsISO8601,
	Matches,
	Validate,
	ValidateIf,
	ValidatorConstraint,
	type ValidatorConstraintInterface,
} from 'class-validator';
import type { FieldErrors } from '../../platform/forms/form.js';
import { isTimeZone } from '../../platform/i18n/dates.js';
import type { RunRow } from '../courses.queries.js';
import { type Pace, SIGN_UPS, type SignUp } from './run.entity.js';
import { phaseOf } from './run-phase.js';
import type { RunSettings } from './runs.service.js';

const DAY = /^2[01]\d\d-\d\d-\d\d$/;

@ValidatorConstraint()
class KnownTimeZone implements ValidatorConstraintInterface {
	validate(value: unknown): boolean {
		return typeof value === 'string' && isTimeZone(value);
	}
}

export class RunForm {
	@IsIn(SIGN_UPS, { message: 'courses.error-choice' })
	signUp: SignUp;

	@ValidateIf((form: RunForm) => form.seats !== '')
	@Matches(/^[1-9]\d{0,4}$/, { message: 'runs.error-seats' })
	seats = '';

	@IsIn(['rolling', 'fixed'], { message: 'courses.error-choice' })
	pace: Pace;

	@ValidateIf((form: RunForm) => form.startsOn !== '')
	@Matches(DAY, { message: 'courses.error-date' })
	@IsISO8601({ strict: true }, { message: 'courses.error-date' })
	startsOn = '';

	@ValidateIf((form: RunForm) => form.endsOn !== '')
	@Matches(DAY, { message: 'courses.error-date' })
	@IsISO8601({ strict: true }, { message: 'courses.error-date' })
	endsOn = '';

	@Validate(KnownTimeZone, { message: 'courses.error-time-zone' })
	timeZone: string;
}

export function runOf(form: RunForm): RunSettings {
	return {
		pace: form.pace,
		startsOn: form.startsOn || null,
		endsOn: form.endsOn || null,
		timeZone: form.timeZone,
		signUp: form.signUp,
		seats: form.seats ? Number(form.seats) : null,
	};
}

/** What no single field can see: an end before the start, or one that is over. A run that has ended keeps its end. */
export function datesProblem(settings: RunSettings, now: Date, before?: RunRow): FieldErrors | undefined {
	const { pace, startsOn, endsOn } = settings;
	if (pace === 'fixed' && startsOn && endsOn && endsOn < startsOn)
		return { endsOn: 'courses.error-dates-turned' };
	if (phaseOf(settings, now) === 'ended' && endsOn !== before?.endsOn) return { endsOn: 'runs.error-over' };
	return undefined;
}
